# Knows an instrument by its number of items and its answers, or by the words of its items.

# The instrument with as many items and the same answers, or NULL. `labels` are the
# questions of the items.
match_instrument <- function(n, range, texts, labels = character()) {
  folder <- system.file("instruments", package = "pairwave")
  for (name in sub("[.]yml$", "", list.files(folder, "[.]yml$"))) {
    instrument <- read_instrument(name, "instrument")
    if (instrument$items != n) next
    worded <- is_worded_as(labels, instrument$wording)
    # Answers such as "agree" are those of many scales, and tell of none.
    if (!worded &&
        !(if (is.null(texts)) "range" else "answers") %in% instrument$recognised_by) next
    fits <- if (is.null(texts)) identical(as.double(range), instrument$range) else
      all(plain_answer(texts) %in% plain_answer(instrument$answers))
    if (fits) return(c(list(name = name, worded = worded), instrument))
  }
  NULL
}

# Whether the questions are those of the instrument, in its order, but for one in five.
is_worded_as <- function(labels, wording) {
  if (length(wording) == 0 || length(labels) != length(wording)) return(FALSE)
  plain <- function(x) gsub("[^\\p{L}\\p{N}]+", " ", lower_case(x), perl = TRUE)
  own <- plain(item_part(labels))
  mean(own == plain(wording)) >= 0.8
}

# What a question of a grid says of the item alone, and what of all of them: "How sure
# are you? [Writing]", "How sure are you? - Writing", "How sure are you?: writing".
item_part <- function(label) {
  grid <- grepl("^.*\\S ?\\[.+\\]$", label, perl = TRUE)
  out <- ifelse(grid, sub("^.*\\S ?\\[(.+)\\]$", "\\1", label, perl = TRUE),
                sub("^[^:]*[^:\\s]: +|^.*?\\S - ", "", label, perl = TRUE))
  unname(out)
}

grid_question <- function(label) {
  question <- sub("(: | - | ?\\[).*$", "", label, perl = TRUE)
  unname(ifelse(question == label, "", squash(question)))
}
