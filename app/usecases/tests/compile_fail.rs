//! Nothing is read without saying who asks: code that tries does not compile.

#[test]
fn nothing_is_read_without_an_actor() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
