# Writes every file that pairwave makes: beside its place, whole on the disk, and
# only then under its name.

# Writes lines of text, or the bytes of a raw vector, as the file `path`. Who
# reads it, or stops the computer, finds the earlier file or the new one. The
# permissions are those of the earlier file; a `private` one can be read by its
# owner alone.
write_file <- function(content, path, ..., private = FALSE,
                       call = rlang::caller_env()) {
  check_dots_empty()
  if (is.character(content)) {
    content <- charToRaw(paste0(enc2utf8(content), "\n", collapse = ""))
  }
  # The file that a link points to, so that the link stays one.
  place <- if (file.exists(path)) normalizePath(path) else path
  mode <- if (private) as.octmode("600") else new_file_mode(place)
  result <- .Call(pw_call_write_whole, place, content, as.integer(mode))
  if (!is.null(result)) {
    abort_not_written(path, result, call)
  }
  invisible(path)
}

# The permissions of a file that is written anew: the earlier one's, or the usual.
new_file_mode <- function(place) {
  if (file.exists(place)) file.mode(place) else as.octmode("666") & !Sys.umask(NA)
}

abort_not_written <- function(path, result, call) {
  earlier <- if (!dir.exists(path) && isTRUE(file.size(path) > 0)) {
    " The earlier file is as it was."
  }
  full <- result$code == "full"
  abort_pairwave(
    if (full) {
      c("There must be room for the file.",
        x = "There is none left for {.file {path}}.{earlier}",
        i = "Free some room, or choose another folder.")
    } else {
      c("The file must be in a place that can be written to.",
        x = "{.file {path}} can't be written.{earlier}",
        i = "Close it if it is open elsewhere, or choose another folder.")
    },
    "write", kernel = unclass(result), call = call
  )
}

# Writes what another package makes as a file: `make` is called with the name of
# a temporary file of the same ending.
write_made_file <- function(make, path, ..., call = rlang::caller_env()) {
  check_dots_empty()
  made <- tempfile("pairwave-", fileext = paste0(".", file_ending(path)))
  on.exit(unlink(made))
  make(made)
  write_file(whole_bytes(made, path, call), path, call = call)
}

# The bytes of a page, a Word file or a PDF that was made elsewhere. Packages
# leave half a file without an error where the disk is full, so its end must be
# there.
whole_bytes <- function(made, path, call) {
  bytes <- if (file.exists(made)) readBin(made, "raw", file.size(made)) else raw()
  last <- utils::tail(bytes, 200)
  end <- switch(
    file_ending(made), html = charToRaw("</html>"),
    docx = , pptx = as.raw(c(0x50, 0x4b, 0x05, 0x06)), pdf = charToRaw("%%EOF")
  )
  if (!length(grepRaw(end, last, fixed = TRUE))) {
    abort_no_room("{.file {path}} was not made to its end.", dirname(made), call)
  }
  bytes
}

# Stops where the folder for temporary files is full.
abort_no_room <- function(found, folder, call, .envir = parent.frame()) {
  found <- cli::format_inline(found, .envir = .envir)
  abort_pairwave(
    c("There must be room for the file while it is made.", x = "{found}",
      i = "Free some room in {.file {folder}}, the folder for temporary files."),
    "write", call = call
  )
}

# Evaluates `code` while no other R session has the lock of the file `path`.
with_file_lock <- function(path, code, ..., seconds = 10, call = rlang::caller_env()) {
  check_dots_empty()
  place <- if (file.exists(path)) normalizePath(path) else path
  last <- Sys.time() + seconds
  repeat {
    lock <- .Call(pw_call_lock_try, place)
    if (inherits(lock, "pairwave_kernel_error")) abort_not_written(path, lock, call)
    if (!is.null(lock)) break
    if (Sys.time() > last) {
      abort_pairwave(
        c("The file must be free to be written.",
          x = "Another R session is writing {.file {path}}.",
          i = "Try again when it has finished; nothing was changed."),
        "write", call = call
      )
    }
    Sys.sleep(0.02)
  }
  on.exit(.Call(pw_call_lock_release, lock))
  force(code)
}
