use delibero_domain::consultation::Permit;

fn forge(permit: Permit<'_>) -> Permit<'_> {
    Permit { ..permit }
}

fn main() {
    let _ = forge;
}
