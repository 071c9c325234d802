# What the reasons are called by which a study sets records aside.

excluded_en <- c(
  preview = "survey preview", test = "test answer", unfinished = "not finished",
  too_fast = "too fast", attention = "attention item failed", other = "by the study's rule"
)

# The study's own label of a rule comes before the word for its reason.
excluded_words <- function(reason, label, words = excluded_en) {
  said <- in_language(unname(words[reason]))
  said[!is.na(label)] <- label[!is.na(label)]
  said
}
