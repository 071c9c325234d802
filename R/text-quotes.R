# Holds quotes: the stretches of text that were coded, and what a person decided of
# each.

# The stretches of codings that have a text, each once, however many codes and coders
# it has: a frame with the numbers of its codes in `framework` as a list.
quote_candidates <- function(x) {
  rows <- unclass(x)[c("source", "unit", "participant", "code", "start", "end")]
  rows$text <- squash(as.character(unclass(x)$text))
  take <- which(!is.na(rows$text) & nzchar(rows$text) & !is.na(rows$code))
  rows <- lapply(rows, `[`, take)
  key <- row_kinds(rows[c("source", "unit", "participant", "start", "end", "text")])
  first <- which(!duplicated(key))
  place <- match(rows$code, attr(x, "framework")$code)
  codes <- lapply(unname(split(place, factor(key, key[first]))), function(at) sort(unique(at)))
  by <- order(match(rows$source[first], unique(rows$source)), rows$start[first])
  out <- new_frame(lapply(rows[c("source", "unit", "participant", "start", "text")], `[`,
                          first[by]))
  out$codes <- codes[by]
  out$hash <- quote_hashes(out)
  out
}

# What a decision is about: these words of this person in this place. Where one of them
# changes, nothing is decided.
quote_hashes <- function(candidates) {
  place <- paste(candidates$source, candidates$unit, candidates$participant, candidates$start,
                 candidates$text, sep = "\x1f")
  text_hashes(place)
}

# ---- decisions ---------------------------------------------------------------

# The decisions that a file holds, or none.
read_quote_decisions <- function(path) {
  none <- data.frame(hash = character(), decision = character(), shown = character())
  if (is.null(path) || !file.exists(path)) return(none)
  text <- read_utf8(
    path, cli::format_inline("Can't read the decisions about quotes {.file {basename(path)}}."),
    "quotes"
  )
  data <- tryCatch(
    utils::read.csv(text = text, colClasses = "character", na.strings = character(),
                    fill = FALSE, encoding = "UTF-8"),
    error = function(e) NULL, warning = function(w) NULL
  )
  if (!all(names(none) %in% names(data)) || !all(data$decision %in% c("yes", "no")) ||
      anyDuplicated(data$hash)) {
    abort_pairwave(
      c("Each line of the decisions about quotes must have {.field {names(none)}}, and each
         quote one line.",
        x = "{.file {basename(path)}} has a line without, one that says something else than
             {.val yes} or {.val no}, or two about one quote.",
        i = "Mend the line in a text editor, or take an earlier copy of the file.
             {.fn review_quotes} writes a new one where there is none."),
      "quotes", call = NULL
    )
  }
  data[names(none)]
}

# Reads again under the lock what another session may have decided meanwhile. A quote whose
# decision is missing is open again. The file has what people said, so it is private.
write_quote_decisions <- function(path, decided) {
  with_file_lock(path, {
    all <- rbind(decided, read_quote_decisions(path))
    all <- all[!duplicated(all$hash) & !is.na(all$decision), ]
    write_file(quoted_csv_lines(all[order(all$hash, method = "radix"), ]), path, private = TRUE)
  })
}

# The text with each word of `replace` as what stands for it, in brackets.
replace_words <- function(text, replace) {
  for (word in names(replace)[order(-nchar(names(replace)))]) {
    instead <- paste0("[", gsub("^\\[|\\]$", "", replace[[word]]), "]")
    text <- gsub(word, instead, text, fixed = TRUE)
  }
  text
}
