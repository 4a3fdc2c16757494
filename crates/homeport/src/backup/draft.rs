//! A file that has its name only once it is whole.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use keel::error::{Error, Result};

/// `NAME.part`, readable by its owner only. Left behind by a power cut, the next one writes over it.
pub struct Draft {
    path: PathBuf,
    part: PathBuf,
    is_kept: bool,
}

impl Draft {
    pub fn begin(path: &Path, may_replace: bool) -> Result<(Self, BufWriter<File>)> {
        if path.exists() && !may_replace {
            return Err(Error::broken(format!(
                "{} is there already; --force writes over it",
                path.display()
            )));
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        // Begun anew, so that it has our permissions and not those of whatever lay there.
        match std::fs::remove_file(&part) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::from(error).context(part.display().to_string())),
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file =
            options.open(&part).map_err(|error| Error::from(error).context(part.display().to_string()))?;
        let draft = Self { path: path.to_owned(), part, is_kept: false };
        Ok((draft, BufWriter::with_capacity(256 * 1024, file)))
    }

    /// Gives it its name; on return it survives a loss of power.
    pub fn keep(mut self, mut out: BufWriter<File>) -> Result<()> {
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&self.part, &self.path)?;
        self.is_kept = true;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Ok(File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_kept {
            // What failed is told already; half a file more does no harm.
            drop(std::fs::remove_file(&self.part));
        }
    }
}
