# Checks the paths under which users want a file made, and tells what a path ends in.

# What stands behind the last point of each path, in lower case; "" for nothing. (The
# package tools has such a function, and takes as long to load as a survey to read.)
file_ending <- function(path) {
  point <- regexpr("[.][[:alnum:]]+$", path)
  out <- character(length(path))
  has <- which(point > 0)
  out[has] <- lower_case(substring(path[has], point[has] + 1))
  out
}

# A path without its last point and what stands behind it.
without_ending <- function(path) sub("[.][^.]*$", "", path)

# Stops where the folder of a file does not exist: none is made unasked.
check_folder_of <- function(path, topic = "argument", call = rlang::caller_env()) {
  if (dir.exists(dirname(path))) {
    return(invisible())
  }
  abort_pairwave(
    c("The folder of {.arg path} must exist.",
      x = "There is no folder {.file {dirname(path)}}."),
    topic, call = call
  )
}

# Stops where a file is there already, unless `existing` says "replace". `what`
# is what the file is called, as in "The workflow"; `more` is what else the user
# can do, where there is anything.
check_not_there <- function(path, what, existing, more = NULL, topic = "argument",
                            call = rlang::caller_env()) {
  if (existing == "replace" || !file.exists(path)) {
    return(invisible())
  }
  abort_pairwave(
    c("{what} must not be there already.",
      x = "There is {.file {path}}.",
      i = paste0("Write it anew with {.code existing = \"replace\"}", more, ".")),
    topic, call = call
  )
}

# Tells whether a path lies in a folder, at whatever depth.
is_within <- function(path, folder) {
  startsWith(full_path(path), paste0(full_path(folder), "/"))
}

# The path as seen from a folder; as it was given, where it lies elsewhere.
within_folder <- function(path, folder) {
  if (!is_within(path, folder)) return(path)
  substring(full_path(path), nchar(full_path(folder)) + 2)
}

full_path <- function(path) normalizePath(path, winslash = "/", mustWork = FALSE)
