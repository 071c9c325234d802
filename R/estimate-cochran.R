# Cochran's test of a yes/no item over all waves, on the people who answered it in each.

# Cochran 1950, eq. 2: Q of `answers`, a vector of 0 and 1 for each wave, each row of
# which stands for `counts` people.
cochran_q <- function(answers, counts) {
  answers <- do.call(cbind, unname(answers))
  there <- stats::complete.cases(answers) & counts > 0
  counts <- counts[there]
  answers <- answers[there, , drop = FALSE]
  waves <- ncol(answers)
  yes_in_wave <- colSums(answers * counts)
  yes_of_person <- rowSums(answers)
  spread <- waves * sum(yes_in_wave) - sum(counts * yes_of_person^2)
  q <- if (spread == 0) NA_real_ else {
    (waves - 1) * (waves * sum(yes_in_wave^2) - sum(yes_in_wave)^2) / spread
  }
  list(n = sum(counts), q = q, df = waves - 1)
}

# The rows of the yes/no items over all waves; none below three waves.
cochran_rows <- function(items, tallies) {
  waves <- names(items[[1]]$answers)
  yes_no <- vapply(items, function(item) item$kind == "yes_no", NA)
  if (length(waves) < 3 || !any(yes_no)) return(NULL)
  do.call(rbind, unname(Map(function(item, tally) {
    people <- tally_patterns(tally)
    found <- cochran_q(people$answers, people$counts)
    known <- !is.na(found$q)
    estimate <- c(
      n = found$n, cochran_q = found$q, df = if (known) found$df else NA_real_,
      p_cochran = stats::pchisq(found$q, found$df, lower.tail = FALSE)
    )
    methods <- c(n = "every_wave", cochran_q = "cochran_waves", df = "df_of_waves",
                 p_cochran = "cochran_waves_test")
    data.frame(
      item = item$item, item_label = item$label, question = item$question,
      reversed = item$reversed, kind = item$kind, contrast = all_waves,
      from = waves[1], to = waves[length(waves)],
      item_rows(estimate, methods, found$n,
                if (found$n) "same_every_wave" else "nobody_every_wave")
    )
  }, items[yes_no], tallies[yes_no])))
}
