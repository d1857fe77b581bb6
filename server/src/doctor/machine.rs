//! The machine: room on the disk, and whether the child runs that reads files.

use std::path::{Path, PathBuf};

use delibero_files::official_texts::{ReadError, Reader};
use rustix::fs::{Access, access, statvfs};

use super::database::file_of;
use super::{Finding, Subject};

/// Below this the log cannot be written much longer, in bytes.
const LITTLE: u64 = 1 << 30;
/// Below this nothing may be begun, in bytes.
const TOO_LITTLE: u64 = 100 << 20;

/// The folder of a SQLite database; elsewhere, where temporary files go.
pub(super) fn disk(url: &str) -> Finding {
    let folder = file_of(url).map_or_else(std::env::temp_dir, |file| folder_of(&file));
    // What is not there yet will be made in the nearest folder that is.
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
    disk_of(there, TOO_LITTLE, LITTLE)
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

fn disk_of(folder: &Path, too_little: u64, little: u64) -> Finding {
    let name = folder.display();
    if access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        let found = format!("this user may not write in {name}");
        return Finding::wrong(Subject::Disk, found, format!("`chown` or `chmod` {name} for the user that serves"));
    }
    let room = match statvfs(folder) {
        Ok(room) => room.f_bavail.saturating_mul(room.f_frsize),
        Err(error) => {
            let found = format!("the room in {name} is not known: {error}");
            return Finding::warning(Subject::Disk, found, format!("see `df -h {name}`"));
        }
    };
    let found = format!("{} MB of room in {name}", room >> 20);
    let advice = format!("make room on the disk of {name}: without it nothing can be logged, so nothing is disclosed");
    if room < too_little {
        Finding::wrong(Subject::Disk, found, advice)
    } else if room < little {
        Finding::warning(Subject::Disk, found, advice)
    } else {
        Finding::ok(Subject::Disk, found)
    }
}

/// A text that is no deliberation: that it is refused shows that it was read.
pub(super) async fn reader(reader: &Reader) -> Finding {
    match reader.read(b"?".to_vec()).await {
        Ok(_) => Finding::ok(Subject::Reader, "the child that reads files answers"),
        Err(ReadError::Refused(refused)) if refused.reason == "not-a-deliberation" => {
            Finding::ok(Subject::Reader, "the child that reads files answers")
        }
        Err(error) => Finding::wrong(
            Subject::Reader,
            format!("official texts cannot be imported: {error}"),
            "let this user start the program, with 1 GB of address space (`ulimit -v`)",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Health;
    use super::*;

    #[test]
    fn room_is_compared_with_what_is_needed() {
        let here = std::env::temp_dir();
        let health = |too_little, little| disk_of(&here, too_little, little).health;
        assert_eq!(health(0, 0), Health::Ok);
        assert_eq!(health(0, u64::MAX), Health::Warning);
        assert_eq!(health(u64::MAX, u64::MAX), Health::Wrong);
    }

    #[test]
    fn a_folder_that_is_not_there_is_wrong() {
        assert_eq!(disk_of(Path::new("/nowhere/at/all"), 0, 0).health, Health::Wrong);
        assert_eq!(disk("sqlite:///proc/nowhere/x.sqlite").health, Health::Wrong, "nobody writes there");
    }
}
