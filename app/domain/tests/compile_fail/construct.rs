use delibero_domain::consultation::Reduced;

fn main() {
    let _forged = Reduced("everything");
}
