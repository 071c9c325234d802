# Compares what was asked with the wording of an instrument, where that may be shipped.

# Items whose questions are not those of the instrument. Where less than half of the
# questions are its own the survey is in another language, or carries other labels, and
# tells nothing.
findings_of_wording <- function(cohort) {
  found <- no_findings()
  for (scale in cohort$study$scales) {
    if (!length(scale$wording)) next
    for (wave in names(cohort$surveys)) {
      asked <- lapply(scale$items, function(item) column_label(cohort$surveys[[wave]][[item]]))
      known <- lengths(asked) > 0
      same <- known
      same[known] <- vapply(which(known), function(at) {
        has_wording(asked[[at]], scale$wording[at])
      }, NA)
      if (sum(same) * 2 < sum(known)) next
      for (at in which(known & !same)) {
        found <- rbind(found, finding("reworded", wave, scale$items[at], 1, about = scale$label))
      }
    }
  }
  found
}

# Tells whether a question holds the item word for word; a number before it, what the
# platform repeats around it, dashes and commas do not matter.
has_wording <- function(asked, item) {
  grepl(bare_words(item), bare_words(asked), fixed = TRUE)
}

# With a blank before the first word and after the last.
bare_words <- function(text) {
  paste0(" ", trimws(gsub("[^[:alnum:]]+", " ", lower_case(gsub("['\u2019]", "", text)))), " ")
}
