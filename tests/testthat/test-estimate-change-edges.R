# Numbers alone: the locale changes nothing here.

# Every analysis of change on data that leave little or nothing to compute: a row
# with a reason in place of a number, never a crash or a silent NaN.

cases <- list(
  nobody = data.frame(a = numeric(), b = numeric(), c = numeric()),
  one_person = data.frame(a = 2, b = 3, c = 3),
  two_people = data.frame(a = c(2, 4), b = c(3, 3), c = c(4, 1)),
  no_pair = data.frame(a = c(1, NA, NA), b = c(NA, 2, NA), c = c(NA, NA, 3)),
  one_pair = data.frame(a = c(1, NA, 2), b = c(3, 2, NA), c = c(NA, 2, 3)),
  nothing_answered = data.frame(a = rep(NA_real_, 4), b = NA_real_, c = NA_real_),
  all_zero_changes = data.frame(a = 1:6, b = 1:6, c = 1:6),
  one_answer = data.frame(a = rep(3, 6), b = rep(3, 6), c = rep(3, 6)),
  one_answer_each = data.frame(a = rep(2, 6), b = rep(3, 6), c = rep(5, 6)),
  same_change = data.frame(a = 1:6, b = 2:7, c = 4:9),
  binary_fractions = data.frame(a = 1:6 / 10, b = 1:6 / 10 + 0.1,
                                c = 1:6 / 10 + 0.3),
  one_wave_constant = data.frame(a = rep(2, 6), b = c(1, 3, 2, 4, 2, 3),
                                 c = c(2, 2, 4, 1, 3, 3)),
  one_moves = data.frame(a = 1:6, b = c(1:5, 9), c = 1:6),
  all_rise = data.frame(a = 1:8, b = 1:8 + c(1, 2, 1, 3, 2, 1, 4, 2),
                        c = 1:8 + 3),
  opposite = data.frame(a = 1:6, b = 6:1, c = 1:6),
  far_from_zero = data.frame(a = 1e12 + 1:6, b = 1e12 + c(3, 2, 5, 4, 6, 8),
                             c = 1e12 + 2:7),
  logical = data.frame(a = c(TRUE, FALSE, TRUE), b = c(TRUE, TRUE, FALSE),
                       c = c(NA, TRUE, TRUE))
)

waves <- c("a", "b", "c")
analyses <- list(
  paired_change = function(data) paired_change(data, waves = waves),
  two_waves = function(data) paired_change(data, waves = c("a", "b")),
  reliable = function(data) paired_change(data, waves = waves, reliability = 0.8),
  wilcoxon_zeros = function(data) {
    paired_change(data, waves = waves, zeros = "wilcoxon", adjust = "BH")
  },
  bootstrap = function(data) {
    paired_change(data, waves = waves, interval = "bootstrap", resamples = 100)
  },
  groups = function(data) {
    data$group <- rep_len(c("x", "y"), nrow(data))
    paired_change(data, waves = waves, by = "group")
  },
  counts = function(data) {
    data$people <- rep_len(c(2, 3, 0), nrow(data))
    paired_change(data, waves = waves, counts = "people")
  },
  persistence = function(data) persistence(data, waves = waves, margin = 1),
  equivalence = function(data) {
    persistence(data, waves = waves, margin = 1, test = "equivalence")
  },
  no_margin = function(data) persistence(data, waves = waves),
  ordered_item = function(data) {
    names(data) <- paste0("q_", names(data))
    item_change(data, items = "q", waves = c("*_a", "*_b", "*_c"))
  },
  nominal_item = function(data) {
    data[] <- lapply(data, function(x) ifelse(is.na(x), NA, paste("kind", x)))
    names(data) <- paste0("q_", names(data))
    item_change(data, items = "q", waves = c("*_a", "*_b", "*_c"))
  },
  scale_reliability = function(data) {
    scale_reliability(data + 0, items = waves)
  }
)

test_that("what does not exist is a row with a reason", {
  for (name in names(cases)) for (analysis in names(analyses)) {
    # Every other of a case, the others of the next.
    at <- match(name, names(cases)) + match(analysis, names(analyses))
    if (at %% few_or_many(2, 1) != 0) next
    where <- paste(analysis, "of", name)
    set.seed(1)
    found <- expect_no_warning(analyses[[analysis]](cases[[name]]))
    expect_s3_class(found, "pairwave_result")
    expect_false(any(is.nan(found$estimate)), label = paste("NaN in", where))
    expect_false(any(is.infinite(found$estimate)),
                 label = paste("Inf in", where))
    expect_identical(is.na(found$estimate), !is.na(found$reason), label = where)
    expect_identical(is.na(found$note),
                     is.na(found$reason) & is.na(found$caution %||% NA), label = where)
    known <- !is.na(found$estimate)
    expect_false(anyNA(found$n[known]), label = paste("n of", where))
    expect_false(anyNA(found$rule[known]), label = paste("rule of", where))
    expect_identical(is.na(found$conf_low), is.na(found$conf_high), label = where)
    limits <- c(found$conf_low, found$conf_high)
    expect_true(all(is.na(limits) & !is.nan(limits) | is.finite(limits)),
                label = paste("limits of", where))
    p <- found$estimate[grepl("^p($|_)", found$statistic)]
    expect_true(all(is.na(p) | (p >= 0 & p <= 1)), label = paste("p of", where))
    expect_s3_class(as_print_table(found), "pairwave_print_table")
  }
})

test_that("infinite and impossible answers are refused", {
  for (bad in c(Inf, -Inf, 1e200)) {
    data <- data.frame(a = c(1, bad, 2), b = c(2, 2, 3), c = c(1, 1, 2))
    for (analysis in setdiff(names(analyses), "nominal_item")) {
      expect_error(analyses[[analysis]](data), class = "pairwave_error",
                   info = paste(analysis, "of", bad))
    }
  }
  # Their squares are 0 to a computer.
  expect_error(paired_change(cases$two_people * 1e-200, waves = waves),
               class = "pairwave_error_argument")
  outside <- data.frame(q_a = c(1, 6), q_b = c(2, 3), r = c(1, 2))
  expect_error(
    item_change(outside, items = "q", waves = c("*_a", "*_b"), range = c(1, 5)),
    class = "pairwave_error_score"
  )
  expect_error(
    scale_reliability(outside, items = c("q_a", "q_b"), range = c(1, 5)),
    class = "pairwave_error_score"
  )
})
