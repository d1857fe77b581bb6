use super::*;
use crate::filters::Filters as _;

#[test]
fn an_address_is_read() {
    let query =
        DifferencesQuery::of_address([("from", "0"), ("to", " 2 "), ("view", "inline"), ("text", "nl"), ("on", "x")]);
    assert_eq!([&query.from, &query.to, &query.text], ["0", "2", "nl"]);
    assert_eq!((layout(&query), query.strange.as_str()), (Layout::Inline, "on"));
    assert_eq!(layout(&DifferencesQuery::default()), Layout::Side);
}
