# The inside of a two-way table suppressed cell by cell, by the package
# GaussSuppression, where the study asks for it.

# For each cell of a two-way table, given by its `level` and `group` with `n`
# people, whether it is suppressed; NULL where the margins would have to be suppressed
# too, or where what is shown would leave a suppressed cell fewer values than the
# threshold asks for.
suppressed_by_gauss <- function(level, group, n, threshold,
                            call = rlang::caller_env()) {
  need_package("GaussSuppression", "to suppress single cells of two-way tables", call)
  need_package("lpSolve", "to check what suppressed cells leave open", call)
  cells <- data.frame(level = paste0("l", match(level, unique(level))),
                      group = paste0("g", match(group, unique(group))), n = n)
  found <- suppressMessages(GaussSuppression::SuppressSmallCounts(
    cells, maxN = threshold - 1, freqVar = "n", dimVar = c("level", "group"),
    protectZeros = FALSE, printInc = FALSE
  ))
  at <- match(paste(cells$level, cells$group), paste(found$level, found$group))
  suppressed <- found$suppressed[at]
  if (any(found$suppressed[-at]) || !leaves_enough(cells, suppressed, threshold)) {
    return(NULL)
  }
  suppressed
}

# Tells whether each suppressed cell, which is not 0, can have threshold - 1 values beside
# the margins and the cells that are shown.
leaves_enough <- function(cells, suppressed, threshold) {
  at <- which(suppressed)
  lines <- rbind(outer(unique(cells$level), cells$level[at], `==`),
                 outer(unique(cells$group), cells$group[at], `==`)) + 0
  left <- c(tapply(cells$n * suppressed, factor(cells$level, unique(cells$level)), sum),
            tapply(cells$n * suppressed, factor(cells$group, unique(cells$group)), sum))
  least <- if (any(cells$n[at] == 0)) 0 else 1
  end <- function(i, which) {
    one <- replace(numeric(length(at)), i, 1)
    lpSolve::lp(which, one, rbind(lines, diag(length(at))),
                rep(c("=", ">="), c(nrow(lines), length(at))),
                c(left, rep(least, length(at))), all.int = TRUE)$objval
  }
  all(vapply(seq_along(at), function(i) {
    round(end(i, "max") - end(i, "min")) + 1 >= threshold - 1
  }, NA))
}
