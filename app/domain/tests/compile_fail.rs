//! Reduced data cannot be made outside the engine: code that tries does not compile.

#[test]
fn reduced_data_cannot_be_forged() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
