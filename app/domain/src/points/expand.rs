//! From points as they are cited to places in the list of a deliberation.

use super::PointList;

/// The places of the points that a citation names: `61`, `57-58`, `66, 68`, `79.1-79.11`; a point that has sub-points
/// only stands for all of them, and a letter behind a point (`5 b`) for the point. None for each that is not in the list.
pub(super) fn places(list: &PointList, cited: &str) -> Vec<Option<usize>> {
    cited.split(',').flat_map(|part| part_of(list, part.trim())).collect()
}

fn part_of(list: &PointList, part: &str) -> Vec<Option<usize>> {
    if let Some(place) = place(list, part) {
        return vec![Some(place)];
    }
    if let Some((first, last)) = part.split_once(['-', '–'])
        && let (Some(first), Some(last)) = (first_of(list, first.trim()), last_of(list, last.trim()))
        && first <= last
    {
        return (first..=last).map(Some).collect();
    }
    let below: Vec<Option<usize>> = below(list, part).map(Some).collect();
    if below.is_empty() { vec![None] } else { below }
}

fn place(list: &PointList, part: &str) -> Option<usize> {
    let find = |number: &str| list.points.iter().position(|known| known == number);
    find(part).or_else(|| {
        let (number, letter) = part.split_once(' ')?;
        (letter.trim().len() == 1).then(|| find(number)).flatten()
    })
}

fn below<'l>(list: &'l PointList, part: &'l str) -> impl DoubleEndedIterator<Item = usize> + 'l {
    let under = move |known: &str| known.strip_prefix(part).is_some_and(|rest| rest.starts_with(['.', '/']));
    list.points.iter().enumerate().filter(move |(_, known)| !part.is_empty() && under(known)).map(|(place, _)| place)
}

fn first_of(list: &PointList, part: &str) -> Option<usize> {
    place(list, part).or_else(|| below(list, part).next())
}

fn last_of(list: &PointList, part: &str) -> Option<usize> {
    place(list, part).or_else(|| below(list, part).next_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_found_as_they_are_cited() {
        let points = ["1", "5", "7.1", "7.2", "7.10", "23", "23/1", "24", "79.1", "79.10", "79.11"];
        let list = PointList {
            deliberation: "23/058".to_owned(),
            points: points.map(str::to_owned).to_vec(),
            not_for_a_machine: Vec::new(),
        };
        let found = |cited: &str| {
            let places = places(&list, cited);
            let names = places.into_iter().map(|place| place.map_or("?", |place| points[place]));
            names.collect::<Vec<_>>().join(" ")
        };
        for (cited, expected) in [
            ("5", "5"),
            ("5 b", "5"),
            ("7.1-7.10", "7.1 7.2 7.10"),
            ("7", "7.1 7.2 7.10"),
            ("5-7", "5 7.1 7.2 7.10"),
            ("23-24", "23 23/1 24"),
            ("23/1", "23/1"),
            ("5, 24", "5 24"),
            ("79.1-79.11", "79.1 79.10 79.11"),
            ("8", "?"),
            ("24-5", "?"),
            ("5-8", "?"),
            ("1, 8", "1 ?"),
            ("", "?"),
            ("5 bis", "?"),
        ] {
            assert_eq!(found(cited), expected, "{cited}");
        }
    }
}
