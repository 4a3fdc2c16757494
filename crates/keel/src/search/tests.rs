use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::index::search_among;
use super::*;

fn id(nth: u8) -> Id {
    Id([nth; 16])
}

/// A row that the given lanes see, with a term for each word and a facet.
fn doc(lanes: &[usize], words: &[&str], freshness: u64) -> Doc {
    let all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let view = |lane: &usize| View {
        lane: *lane,
        terms: all.clone(),
        words: all.clone(),
        facets: std::array::from_fn(|facet| if facet == 0 { all.clone() } else { Vec::new() }),
    };
    Doc { freshness, views: lanes.iter().map(view).collect() }
}

fn is(word: &str) -> Vec<Leaf> {
    vec![Leaf::Is(word.to_owned())]
}

fn ask(lane: usize, all: Vec<Vec<Leaf>>) -> Ask {
    Ask { lane, all, limit: 10, counts: 10_000, ..Ask::default() }
}

fn filled(place: Place) -> Index {
    let Ok(Opened::ToFill(index, _)) = Index::open(place, "test") else { panic!("an empty index") };
    index
}

fn keys(index: &Index, ask: &Ask) -> Vec<Id> {
    index.search(ask).expect("a search").hits.iter().map(|hit| hit.key).collect()
}

fn first(found: &Found) -> Vec<(String, usize)> {
    found.facets.as_ref().expect("counted")[0].clone()
}

#[test]
fn a_lane_finds_counts_and_forgives_only_what_it_sees() {
    let index = filled(Place::Memory);
    index.put(id(1), &[doc(&[0, 1], &["anna"], 1)]).expect("put");
    index.put(id(2), &[doc(&[0], &["annika", "secret"], 2)]).expect("put");
    index.commit(7).expect("committed");
    assert_eq!(index.position(), 7);
    let begins = vec![vec![Leaf::Begins("ann".to_owned())]];
    assert_eq!(keys(&index, &ask(0, begins.clone())), [id(2), id(1)]);
    assert_eq!(keys(&index, &ask(1, begins.clone())), [id(1)]);
    let near = vec![vec![Leaf::Near("annkia".to_owned())]];
    assert_eq!(keys(&index, &ask(0, near.clone())), [id(2)]);
    assert!(keys(&index, &ask(1, near)).is_empty());
    let found = index.search(&ask(1, Vec::new())).expect("all");
    assert_eq!((found.count, first(&found)), (1, vec![("anna".to_owned(), 1)]));
    assert!(index.search(&ask(2, Vec::new())).expect("none").hits.is_empty());
}

#[test]
fn rows_of_a_thing_are_one_thing_and_words_meet_in_a_row() {
    let index = filled(Place::Memory);
    index.put(id(1), &[doc(&[0], &["anna", "sales"], 1), doc(&[0], &["anna", "law"], 1)]).expect("put");
    index.put(id(2), &[doc(&[0], &["anna", "sales"], 2)]).expect("put");
    index.commit(1).expect("committed");
    let found = index.search(&ask(0, vec![is("anna")])).expect("found");
    assert_eq!(found.count, 2);
    let counted = first(&found);
    assert_eq!(counted, [("anna".to_owned(), 2), ("sales".to_owned(), 2), ("law".to_owned(), 1)]);
    assert!(keys(&index, &ask(0, vec![is("sales"), is("law")])).is_empty());
    index.put(id(1), &[]).expect("gone");
    index.commit(2).expect("committed");
    assert_eq!(keys(&index, &ask(0, vec![is("anna")])), [id(2)]);
}

#[test]
fn nearer_things_come_first_then_fresher_ones_and_pages_follow_each_other() {
    let index = filled(Place::Memory);
    for nth in 1..=9 {
        let team: &[&str] = if nth % 3 == 0 { &["anna", "team"] } else { &["anna"] };
        index.put(id(nth), &[doc(&[0], team, u64::from(nth))]).expect("put");
        index.commit(i64::from(nth)).expect("a segment of its own");
    }
    let mut ask = Ask { nearer: vec!["team".to_owned()], limit: 4, ..ask(0, vec![is("anna")]) };
    assert_eq!(keys(&index, &ask), [9, 6, 3, 8].map(id));
    ask.offset = 4;
    assert_eq!(keys(&index, &ask), [7, 5, 4, 2].map(id));
}

#[test]
fn stale_things_are_named_and_neither_found_nor_counted() {
    let index = filled(Place::Memory);
    let docs = [doc(&[0], &["anna", "x"], 1), doc(&[0], &["anna", "y"], 1)];
    index.put(id(1), &docs).expect("put");
    index.put(id(2), &[doc(&[0], &["anna"], 2)]).expect("put");
    index.commit(1).expect("committed");
    let stale = Arc::new(HashSet::from([id(1), id(9)]));
    let found = index.search(&Ask { stale, ..ask(0, vec![is("anna")]) }).expect("found");
    assert_eq!((found.count, found.stale.clone()), (1, vec![id(1)]));
    assert_eq!(first(&found), [("anna".to_owned(), 1)]);
    let among = search_among(&[(id(1), docs.to_vec())], &ask(0, vec![is("y")])).expect("found");
    assert_eq!((among.count, among.hits[0].key), (1, id(1)));
}

fn folder() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = Place::Folder(folder.path().join("search"));
    (folder, place)
}

#[test]
fn an_index_is_found_again_unless_it_is_of_another_form_or_unfinished() {
    let (_folder, place) = folder();
    drop(filled(place.clone()));
    assert!(matches!(Index::open(place.clone(), "test"), Ok(Opened::ToFill(_, Why::Unfinished))));
    let index = filled(place.clone());
    index.put(id(1), &[doc(&[0], &["anna"], 1)]).expect("put");
    index.commit(41).expect("committed");
    assert!(matches!(Index::open(place.clone(), "test"), Ok(Opened::InUse)), "one writer a folder");
    assert!(matches!(Index::open(place.clone(), "other"), Ok(Opened::InUse)), "nothing is taken away");
    drop(index);
    let Ok(Opened::Whole(index)) = Index::open(place.clone(), "test") else { panic!("whole") };
    assert_eq!((index.position(), keys(&index, &ask(0, vec![is("anna")]))), (41, vec![id(1)]));
    drop(index);
    assert!(matches!(Index::open(place, "other"), Ok(Opened::ToFill(_, Why::Foreign))));
}

/// Every byte that is flipped, in turn, is noticed, or changes nothing that a search reads.
#[test]
fn a_flipped_byte_is_noticed() {
    let (_folder, place) = folder();
    let index = filled(place.clone());
    for nth in 1..=50 {
        index.put(id(nth), &[doc(&[0], &["anna", "berta"], u64::from(nth))]).expect("put");
    }
    index.commit(1).expect("committed");
    drop(index);
    let Place::Folder(path) = &place else { panic!("a folder") };
    let kept = tempfile::tempdir().expect("a folder");
    copy(path, kept.path());
    for file in fs::read_dir(kept.path()).expect("files") {
        let name = file.expect("a file").file_name();
        let bytes = fs::read(kept.path().join(&name)).expect("bytes");
        if name.to_string_lossy().starts_with(".tantivy") || bytes.is_empty() {
            continue;
        }
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            copy(kept.path(), path);
            let mut hurt = bytes.clone();
            hurt[at] ^= 0x10;
            fs::write(path.join(&name), hurt).expect("written");
            match Index::open(place.clone(), "test").expect("opened") {
                Opened::ToFill(..) => {}
                Opened::Whole(index) => {
                    assert_eq!(index.search(&ask(0, vec![is("anna")])).expect("found").count, 50, "{name:?}");
                }
                Opened::InUse => panic!("nobody else is there"),
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::remove_dir_all(to).expect("emptied");
    fs::create_dir_all(to).expect("made");
    for file in fs::read_dir(from).expect("files") {
        let file = file.expect("a file");
        fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
}

#[test]
fn killed_while_writing_it_is_as_it_was_at_its_last_commit() {
    let (_folder, place) = folder();
    let index = filled(place.clone());
    index.put(id(1), &[doc(&[0], &["anna"], 1)]).expect("put");
    index.commit(1).expect("committed");
    index.put(id(1), &[]).expect("gone");
    index.put(id(2), &[doc(&[0], &["berta"], 1)]).expect("put");
    // What a killed process leaves: files as they are, and nobody who holds the lock.
    let Place::Folder(path) = &place else { panic!("a folder") };
    let left = tempfile::tempdir().expect("a folder");
    let copied = left.path().join("search");
    fs::create_dir_all(&copied).expect("made");
    copy(path, &copied);
    fs::write(copied.join("half.term"), b"half a segment").expect("written");
    let Ok(Opened::Whole(again)) = Index::open(Place::Folder(copied), "test") else { panic!("whole") };
    assert_eq!((again.position(), keys(&again, &ask(0, vec![is("anna")]))), (1, vec![id(1)]));
    again.put(id(3), &[doc(&[0], &["anna"], 2)]).expect("put");
    again.commit(2).expect("goes on");
    assert_eq!(keys(&again, &ask(0, vec![is("anna")])), [id(3), id(1)]);
}

#[test]
fn files_that_go_away_are_noticed_while_searching_goes_on() {
    let (_folder, place) = folder();
    let index = filled(place.clone());
    index.put(id(1), &[doc(&[0], &["anna"], 1)]).expect("put");
    index.commit(1).expect("committed");
    assert!(index.is_sound());
    let Place::Folder(path) = &place else { panic!("a folder") };
    fs::remove_dir_all(path).expect("deleted by an operator");
    assert!(!index.is_sound());
    assert_eq!(keys(&index, &ask(0, vec![is("anna")])), [id(1)]);
}

/// Whether any file of a folder holds these bytes.
pub(crate) fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).expect("files").any(|file| {
        let bytes = fs::read(file.expect("a file").path()).expect("bytes");
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn nothing_of_what_was_deleted_is_left_in_the_files() {
    let (_folder, place) = folder();
    let index = filled(place.clone());
    let Place::Folder(path) = &place else { panic!("a folder") };
    index.put(id(1), &[doc(&[0], &["canary"], 1)]).expect("put");
    index.put(id(2), &[doc(&[0], &["anna"], 1)]).expect("put");
    index.commit(1).expect("committed");
    assert!(holds(path, "canary"), "else this test proves nothing");
    index.put(id(1), &[]).expect("gone");
    index.commit(2).expect("committed");
    index.purge().expect("purged");
    assert!(!holds(path, "canary") && holds(path, "anna"));
    assert_eq!(index.rows(), 1);
    index.purge().expect("nothing left to do");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn no_word_breaks_a_search(word in ".{0,40}", lane in 0_usize..6) {
        let docs = [(id(1), vec![doc(&[0], &["anna"], 1)])];
        for leaf in [Leaf::Is(word.clone()), Leaf::Begins(word.clone()), Leaf::Near(word.clone())] {
            let found = search_among(&docs, &ask(lane, vec![vec![leaf]]));
            prop_assert!(found.is_ok() || lane >= LANES);
        }
    }
}

/// What somebody with a pencil would find: the things in order, and how many have each word.
fn by_hand(things: &[Vec<(Vec<&str>, u64)>], all: &[Vec<&str>]) -> (Vec<Id>, Vec<(String, usize)>) {
    let is_met = |words: &Vec<&str>| all.iter().all(|ways| ways.iter().any(|word| words.contains(word)));
    let mut found = Vec::new();
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for (nth, rows) in (0..).zip(things) {
        let met: Vec<_> = rows.iter().filter(|(words, _)| is_met(words)).collect();
        let Some(best) = met.iter().map(|(words, fresh)| (words.contains(&"team"), *fresh)).max() else {
            continue;
        };
        found.push((best, id(nth)));
        let words: HashSet<&str> = met.iter().flat_map(|(words, _)| words.iter().copied()).collect();
        words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
    }
    found.sort_by(|one, other| other.cmp(one));
    let mut counts: Vec<_> = counts.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    (found.into_iter().map(|(_, key)| key).collect(), counts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn in_many_pieces_and_in_one_it_finds_what_is_there(
        things in proptest::collection::vec(
            proptest::collection::vec(
                (proptest::sample::subsequence(vec!["a", "b", "c", "d", "team"], 1..4), 0_u64..3),
                1..3,
            ),
            1..120,
        ),
        all in proptest::collection::vec(proptest::sample::subsequence(vec!["a", "b", "c"], 1..3), 0..3),
        each in 1_usize..50,
        offset in 0_usize..90,
    ) {
        let index = filled(Place::Memory);
        for (nth, rows) in (0..).zip(&things) {
            let docs: Vec<Doc> = rows.iter().map(|(words, fresh)| doc(&[0], words, *fresh)).collect();
            index.put(id(nth), &docs).expect("put");
            if usize::from(nth) % each == 0 {
                index.commit(i64::from(nth)).expect("a segment of its own");
            }
        }
        index.commit(1_000).expect("the rest");
        let (keys, counts) = by_hand(&things, &all);
        let all = all.iter().map(|ways| ways.iter().flat_map(|word| is(word)).collect()).collect();
        let ask = Ask { nearer: vec!["team".to_owned()], offset, ..ask(0, all) };
        for _ in ["in pieces", "in one"] {
            let found = index.search(&ask).expect("found");
            prop_assert_eq!(found.count, keys.len());
            let shown: Vec<Id> = found.hits.iter().map(|hit| hit.key).collect();
            prop_assert_eq!(&shown[..], &keys[offset.min(keys.len())..keys.len().min(offset + 10)]);
            prop_assert_eq!(first(&found), counts.clone());
            // While pieces are being put together by themselves they cannot be once more.
            let settled = (0..1_000).any(|_| {
                std::thread::yield_now();
                index.settle().is_ok()
            });
            prop_assert!(settled);
        }
    }
}
