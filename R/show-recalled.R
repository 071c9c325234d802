# Says of figures that rest on a pretest which was asked in retrospect that memory is no
# measurement.

# The caution for a cohort or a result, NULL where every wave was asked in its own time.
recall_note <- function(x) {
  labels <- if (inherits(x, "pairwave_cohort")) study_wave_labels(x$study) else
    attr(x, "wave_labels")
  recalled <- attr(labels, "recalled")
  if (!length(recalled)) return(NULL)
  asked <- worded("{recalled} was asked in retrospect at {wave}",
                  recalled = labels[names(recalled)], wave = labels[recalled])
  paste0(paste(asked, collapse = "; "), worded(
    paste(
      ". Change from memory tends to be larger than change between two surveys: people remember",
      "the start as they now think that it was, expect to have changed, and judge both by the",
      "standard of now (response shift)."
    )
  ))
}

# For each row, from `from` to `to`, what a sentence adds.
recall_words <- function(x, from, to) {
  labels <- attr(x, "wave_labels")
  recalled <- names(attr(labels, "recalled"))
  at <- ifelse(from %in% recalled, from, ifelse(to %in% recalled, to, NA))
  ifelse(is.na(at), "", worded(
    " {wave} was asked in retrospect, which tends to make a change larger.", wave = labels[at]
  ))
}
