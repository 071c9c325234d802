# Makes codings out of what a program's project holds, whatever its format.

# `source` are the project's sources by name and `text` what they say, NA where
# they say nothing; `people` are the stretches that are a person's. `texts` is that of
# new_codes().
finish_project <- function(rows, framework, source, text, people, offsets, variables, file, ask,
                           call, texts = NULL) {
  about <- new_frame(list(source = source, length = nchar(text, "chars"),
                          hash = text_hashes(text)))
  about$length[is.na(text)] <- NA
  taken <- with_participants(rows, about, text, people, ask, file, call)
  out <- new_codes(
    taken$rows, framework = framework, sources = about,
    universe = project_universe(taken$rows, source, ask$uncoded),
    participants = taken$participants, offsets = offsets,
    read = if (ask$uncoded == "read") "all" else "coded", texts = texts
  )
  attr(out, "variables") <- variables
  out
}

text_hashes <- function(text) {
  out <- rep(NA_character_, length(text))
  out[!is.na(text)] <- cli::hash_sha256(text[!is.na(text)])
  out
}

# Which coder read which source, where a project does not say: every coder each
# ("read"), or only those that she coded ("unread").
project_universe <- function(rows, sources, uncoded) {
  if (uncoded == "unread") return(NULL)
  coders <- unique(rows$coder[!is.na(rows$coder)])
  if (length(coders) == 0 || anyNA(rows$coder)) coders <- c(coders, NA)
  new_frame(list(coder = rep(coders, each = length(sources)),
                 unit = rep(sources, length(coders)), source = rep(sources, length(coders))))
}

# A thing that nothing defines, or a stretch that the text has not (`there`), is a
# fact of its row.
coding_notes <- function(rows, holder, there) {
  note <- rep(NA_character_, nrow(rows))
  placed <- !is.na(holder)
  note[which(placed & rows$start == rows$end)] <- "zero_length"
  note[placed & !there] <- "beyond_text"
  note[is.na(rows$code)] <- "undefined_code"
  note
}

# The second of two equal names ends in (2).
numbered_names <- function(name) {
  if (!anyDuplicated(name)) return(name)
  number <- ave_number(match(name, name))
  out <- ifelse(number > 1, paste0(name, " (", number, ")"), name)
  make.unique(out, sep = " ")
}

as_position <- function(text) {
  number <- suppressWarnings(as.numeric(text))
  number[!is.na(number) & (number < 0 | number > .Machine$integer.max)] <- NA
  as.integer(number)
}
