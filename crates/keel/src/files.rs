//! Files that people give us, kept beside the database under ids: photos, later letters and albums.
//!
//! The address says where: `file:PATH` is a folder of this machine, `memory:` keeps them for as long as
//! the process lives (tests). A store of objects over the network is another scheme of the same address.
//! A file appears whole or not at all and survives a power cut once `put` has returned. A full disk
//! fails as `Broken` with [`Error::is_full`], and nothing is kept of the attempt.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt as _, PutPayload};

use crate::error::{Error, Result};
use crate::id::Id;

/// A store of files. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
}

impl Files {
    /// Opens a store by its address; a folder is made if it is missing.
    pub fn open(url: &str) -> Result<Self> {
        let (scheme, rest) = url.split_once(':').unwrap_or((url, ""));
        match scheme {
            "file" => Self::folder(rest),
            "memory" => Ok(Self { store: Arc::new(InMemory::new()), folder: None }),
            _ => {
                Err(Error::broken("unknown kind of file storage: the address begins with file: and a folder"))
            }
        }
    }

    fn folder(rest: &str) -> Result<Self> {
        // file:PATH and file:///PATH mean the same.
        let path = PathBuf::from(rest.strip_prefix("//").unwrap_or(rest));
        if path.as_os_str().is_empty() {
            return Err(Error::broken("file storage without a folder: file:PATH"));
        }
        let named = |error: Error| error.context(format!("file storage {}", path.display()));
        std::fs::create_dir_all(&path).map_err(Error::from).map_err(named)?;
        let store = LocalFileSystem::new_with_prefix(&path).map_err(broken).map_err(named)?;
        Ok(Self { store: Arc::new(store.with_fsync(true)), folder: Some(path) })
    }

    /// The folder, if the files lie in one of this machine.
    pub fn path(&self) -> Option<&std::path::Path> {
        self.folder.as_deref()
    }

    /// Keeps a file, in place of one of the same id.
    pub async fn put(&self, id: impl Into<Id>, bytes: impl Into<Bytes>) -> Result<()> {
        let payload = PutPayload::from_bytes(bytes.into());
        self.store.put(&place(id.into()), payload).await.map_err(broken)?;
        Ok(())
    }

    /// Keeps a copy of a file of this machine.
    pub async fn put_path(&self, id: impl Into<Id>, path: &std::path::Path) -> Result<()> {
        let bytes = tokio::fs::read(path).await?;
        self.put(id, bytes).await
    }

    /// Where a file lies, if in a folder of this machine.
    pub fn path_of(&self, id: impl Into<Id>) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(place(id.into()).as_ref()))
    }

    /// The file; `NotFound` if there is none.
    pub async fn get(&self, id: impl Into<Id>) -> Result<Bytes> {
        match self.store.get(&place(id.into())).await {
            Ok(found) => found.bytes().await.map_err(broken),
            Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
            Err(other) => Err(broken(other)),
        }
    }

    /// Deletes the file; one that is gone already is no error, since a job may run twice.
    pub async fn delete(&self, id: impl Into<Id>) -> Result<()> {
        match self.store.delete(&place(id.into())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(other) => Err(broken(other)),
        }
    }

    /// The ids of all files, in their order.
    pub async fn list(&self) -> Result<Vec<Id>> {
        let mut ids = Vec::new();
        let mut found = self.store.list(None);
        while let Some(file) = found.try_next().await.map_err(broken)? {
            let id = file.location.filename().and_then(|name| name.parse::<Id>().ok());
            ids.extend(id.filter(|id| place(*id) == file.location));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// How many bytes the file has; `None` if there is none.
    pub async fn size(&self, id: impl Into<Id>) -> Result<Option<u64>> {
        match self.store.head(&place(id.into())).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(other) => Err(broken(other)),
        }
    }

    /// A part of the file, for whoever does not want to hold all of it.
    pub async fn part(&self, id: impl Into<Id>, bytes: std::ops::Range<u64>) -> Result<Bytes> {
        match self.store.get_range(&place(id.into()), bytes).await {
            Ok(part) => Ok(part),
            Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
            Err(other) => Err(broken(other)),
        }
    }

    /// A file that comes in parts; it is there once [`Upload::finish`] returned.
    pub async fn upload(&self, id: impl Into<Id>) -> Result<Upload> {
        Ok(Upload(self.store.put_multipart(&place(id.into())).await.map_err(broken)?))
    }

    /// Writes, reads and deletes a file of this id, for the doctor.
    pub async fn check(&self, id: impl Into<Id>) -> Result<()> {
        let id = id.into();
        self.put(id, Bytes::from_static(b"check")).await?;
        let read = self.get(id).await;
        self.delete(id).await?;
        if read? == "check" { Ok(()) } else { Err(Error::broken("file storage gave back something else")) }
    }
}

/// A file on its way into the store.
pub struct Upload(Box<dyn MultipartUpload>);

impl Upload {
    pub async fn push(&mut self, part: impl Into<Bytes>) -> Result<()> {
        self.0.put_part(PutPayload::from_bytes(part.into())).await.map_err(broken)
    }

    pub async fn finish(mut self) -> Result<()> {
        self.0.complete().await.map_err(broken)?;
        Ok(())
    }
}

/// 256 folders by the id's last byte: its first bytes are the time, which would fill one after another.
fn place(id: Id) -> Path {
    let last = id.0.last().copied().unwrap_or_default();
    Path::from(format!("{last:02x}/{id}"))
}

fn broken(error: object_store::Error) -> Error {
    Error::broken(error)
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Files({})", self.store)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::Ids;

    async fn kept_replaced_and_deleted(files: &Files) {
        let id = Ids::seeded(1).next(Time(5));
        assert!(matches!(files.get(id).await, Err(Error::NotFound)));
        files.put(id, vec![1, 2, 3]).await.expect("kept");
        files.put(id, vec![4; 100_000]).await.expect("replaced");
        assert_eq!(files.get(id).await.expect("read"), vec![4; 100_000]);
        files.delete(id).await.expect("deleted");
        files.delete(id).await.expect("deleted twice");
        assert!(matches!(files.get(id).await, Err(Error::NotFound)));
        let mut upload = files.upload(id).await.expect("begun");
        upload.push(vec![1; 10]).await.expect("taken");
        upload.push(vec![2; 10]).await.expect("taken");
        assert_eq!(files.size(id).await.expect("asked"), None);
        upload.finish().await.expect("kept");
        assert_eq!(files.size(id).await.expect("asked"), Some(20));
        assert_eq!(files.part(id, 9..11).await.expect("read"), vec![1, 2]);
        assert_eq!(files.list().await.expect("listed"), [id]);
        files.delete(id).await.expect("deleted");
        files.check(id).await.expect("in order");
    }

    #[tokio::test]
    async fn a_file_is_kept_replaced_and_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("file:{}", folder.path().join("deep/files").display());
        let files = Files::open(&url).expect("a store");
        kept_replaced_and_deleted(&files).await;
        kept_replaced_and_deleted(&Files::open("memory:").expect("a store")).await;
        // Nothing half written is left lying about.
        let left: Vec<_> = walk(folder.path());
        assert!(left.is_empty(), "{left:?}");
    }

    fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
        let entries =
            std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn an_address_that_is_no_storage_is_refused() {
        for url in ["", "file:", "ftp://x", "s3://bucket", "/var/lib"] {
            assert!(Files::open(url).is_err(), "{url}");
        }
        assert!(Files::open("file:/dev/null/x").expect_err("refused").to_string().contains("/dev/null/x"));
    }

    /// /dev/full is a Linux device on which every write says the disk is full.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_apart_from_other_faults() {
        let io = std::fs::write("/dev/full", b"x").expect_err("full");
        let wrapped = object_store::Error::Generic { store: "LocalFileSystem", source: Box::new(io) };
        assert!(broken(wrapped).is_full());
    }
}
