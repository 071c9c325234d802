# Reads .por, .dta, .sas7bdat and .xpt with the package haven, where this build has no
# ReadStat of its own; the columns become those that it would have given. What haven
# does not say is missing: the encoding, how many rows the file states, and which texts
# had bytes that do not belong to it.

has_readstat <- function() .Call(pw_call_has_readstat)

read_with_haven <- function(path, format, columns = NULL, n_max = Inf, skip = 0,
                            encoding = NULL, user_na = TRUE, damaged = "warn",
                            call = rlang::caller_env()) {
  need_package("haven", haven_reason(path), call)
  size <- file.size(path)
  frame <- haven_frame(path, format, n_max, skip, encoding, user_na, call)
  # A file may shrink while it is read.
  if (end_is_cut(path, format) || !identical(file.size(path), size)) {
    warn_end_cut(path, "Its last rows are missing; how many can't be told.", damaged, call)
  }
  names <- if (format == "por") names(frame) else {
    tidy_names(names(frame), text_place(path))$name
  }
  wanted <- wanted_columns(columns, names, path, call)
  out <- lapply(unclass(frame)[wanted], column_of_haven, user_na || format == "por")
  names(out) <- names[wanted]
  about <- list(
    file = path, format = format, encoding = NA_character_, n_rows = as.double(nrow(frame)),
    label = column_label(frame) %||% "",
    notes = as.character(attr(frame, "notes", exact = TRUE)), weight = NA_character_,
    attributes = character(), mr_sets = list()
  )
  structure(out, class = c("pairwave_survey", "data.frame"),
            row.names = .set_row_names(nrow(frame)), survey = about)
}

haven_reason <- function(path) {
  paste0("to read .", file_ending(path), " files with a pairwave that was built without ReadStat")
}

# haven takes two formats for complete wherever they end. A .por is filled up with Z,
# and a .xpt is made of records of 80 bytes.
end_is_cut <- function(path, format) {
  size <- file.size(path)
  if (format == "xpt") return(size %% 80 != 0)
  if (format != "por") return(FALSE)
  file <- file(path, "rb")
  on.exit(close(file))
  seek(file, max(0, size - 82))
  end <- readBin(file, "raw", 82)
  end <- end[!end %in% charToRaw("\r\n ")]
  length(end) == 0 || end[length(end)] != charToRaw("Z")
}

# What haven reads, or its failure as ours.
haven_frame <- function(path, format, n_max, skip, encoding, user_na, call) {
  tryCatch(
    switch(
      format,
      por = haven::read_por(path, user_na = user_na, skip = skip, n_max = n_max),
      dta = haven::read_dta(path, encoding = encoding, skip = skip, n_max = n_max),
      sas7bdat = haven::read_sas(path, encoding = encoding, skip = skip, n_max = n_max),
      xpt = haven::read_xpt(path, skip = skip, n_max = n_max)
    ),
    error = function(cnd) {
      said <- gsub(path, basename(path), conditionMessage(cnd), fixed = TRUE)
      abort_pairwave(
        c("Can't read {.file {basename(path)}}.",
          x = "The package haven, which reads it here, says: {said}",
          i = "Export or copy the file again."),
        "format", call = call
      )
    }
  )
}
