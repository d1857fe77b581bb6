use delibero_domain::consultation::Reduced;

fn main() {
    let _forged: Reduced<String> = serde_json::from_str("\"everything\"").unwrap();
}
