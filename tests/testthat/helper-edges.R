# Cohorts with as little in them as a study can have.

# A cohort of these waves (named data frames) as a study in a folder of its own.
edge_cohort <- function(waves, ..., scales = TRUE, demographics = TRUE,
                        attendance = NULL, then = FALSE, folder = tempfile("edges-")) {
  dir.create(folder)
  # What the second wave remembers of the first.
  if (then) for (item in c("q1", "q2", "q3")) {
    waves[[2]][[paste0(item, "_then")]] <- rev(waves[[2]][[item]])
  }
  for (wave in names(waves)) {
    utils::write.csv(waves[[wave]], file.path(folder, paste0(wave, ".csv")),
                     row.names = FALSE, na = "")
  }
  if (!is.null(attendance)) {
    utils::write.csv(attendance, file.path(folder, "attendance.csv"), row.names = FALSE)
    attendance <- list(file = "attendance.csv", id = "code", sessions = c("s1", "s2"),
                       at_least = 1, groups = "focus_group")
  }
  files <- stats::setNames(paste0(names(waves), ".csv"), names(waves))
  asked <- list(...)
  given <- list(waves = files, id = "code", dir = folder)
  if (scales) given$scales <- list(
    confidence = list(items = "q1:q3", range = c(1, 4)),
    belonging = list(items = c("q2", "q3"), range = c(1, 4), score = "sum")
  )
  if (demographics) given$demographics <- list(list(column = "sex"), list(column = "year"))
  given$attendance <- attendance
  read_cohort(do.call(study, c(given, asked)))
}

# n answers of a wave, the codes `from` on.
edge_wave <- function(n, from = 1, blank = FALSE) {
  at <- seq_len(n)
  q <- function(shift) if (blank) rep(NA_integer_, n) else (at * shift + at %/% 3) %% 4L + 1L
  data.frame(code = sprintf("P%03d", at + from - 1), q1 = q(1), q2 = q(3), q3 = q(5),
             sex = rep_len(c("F", "M"), n), year = rep_len(3:5, n))
}

edge_attendance <- function(n) {
  data.frame(code = sprintf("P%03d", seq_len(n)), s1 = rep_len(c(1, 0, 1), n),
             s2 = rep_len(c(1, 0), n), focus_group = rep_len(c(0, 1), n))
}

edge_cohorts <- list(
  one_wave = function() edge_cohort(list(pre = edge_wave(12))),
  one_wave_attendance = function() {
    edge_cohort(list(pre = edge_wave(12)), attendance = edge_attendance(14))
  },
  one_wave_no_scales = function() edge_cohort(list(pre = edge_wave(12)), scales = FALSE),
  one_wave_bare = function() {
    edge_cohort(list(pre = edge_wave(12)), scales = FALSE, demographics = FALSE)
  },
  one_wave_one_person = function() edge_cohort(list(pre = edge_wave(1))),
  one_wave_no_rows = function() edge_cohort(list(pre = edge_wave(0))),
  one_wave_no_rows_bare = function() {
    edge_cohort(list(pre = edge_wave(0)), scales = FALSE, demographics = FALSE)
  },
  one_wave_ofs = function() edge_cohort(list(pre = edge_wave(12)), disclosure = "ofs"),
  none_linked = function() edge_cohort(list(pre = edge_wave(12), post = edge_wave(9, 50))),
  two_of_one = function() edge_cohort(list(pre = edge_wave(1), post = edge_wave(1))),
  no_rows = function() edge_cohort(list(pre = edge_wave(0), post = edge_wave(0))),
  no_rows_attendance = function() {
    edge_cohort(list(pre = edge_wave(0), post = edge_wave(0)), attendance = edge_attendance(5))
  },
  second_empty = function() edge_cohort(list(pre = edge_wave(12), post = edge_wave(0))),
  no_scales = function() edge_cohort(list(pre = edge_wave(12), post = edge_wave(12, 3)), scales = FALSE),
  no_demographics = function() {
    edge_cohort(list(pre = edge_wave(12), post = edge_wave(12, 3)), demographics = FALSE)
  },
  three_bare = function() {
    edge_cohort(list(pre = edge_wave(12), post = edge_wave(12, 3), later = edge_wave(9)),
                scales = FALSE, demographics = FALSE)
  },
  no_scores = function() {
    edge_cohort(list(pre = edge_wave(12, blank = TRUE), post = edge_wave(12, 3, blank = TRUE),
                     later = edge_wave(12, 3, blank = TRUE)))
  },
  constant = function() {
    same <- edge_wave(12)
    same[c("q1", "q2", "q3")] <- 2
    edge_cohort(list(pre = same, post = same, later = same))
  },
  eight_waves = function() {
    edge_cohort(stats::setNames(lapply(1:8, function(i) edge_wave(16, i)), paste0("w", 1:8)))
  },
  ofs = function() {
    edge_cohort(list(pre = edge_wave(12), post = edge_wave(12, 3), later = edge_wave(9)),
                disclosure = "ofs")
  }
)

draw_edge <- function(...) ggplot2::ggplotGrob(ggplot2::autoplot(...))

# A call of what another call makes, which is made once.
of_made <- function(made, call) structure(call, of = made)

# Every exported function that takes a cohort, or what is made of one.
edge_calls <- list(
  print = function(x) utils::capture.output(print(x)),
  knit = function(x) knitr::knit_print(x),
  participation = function(x) participation(x),
  participation_invited = function(x) participation(x, invited = 60),
  diagram = of_made("participation", function(x) format(x, as = "diagram")),
  demographics = function(x) demographics(x),
  demographics_linked = function(x) demographics(x, who = c("everyone", "linked")),
  demographics_attended = function(x) demographics(x, who = "attended"),
  paired_change = function(x) paired_change(x),
  attrition = function(x) attrition(x),
  paired_change_weighted = function(x) paired_change(x, weights = attrition(x)),
  summary_change = of_made("paired_change", function(x) summary(x)),
  unpaired_change = function(x) describe(unpaired_change(x)),
  wave_means = function(x) wave_means(x),
  persistence = function(x) persistence(x),
  item_change = function(x) item_change(x),
  response_shift = function(x) response_shift(x),
  scale_reliability = function(x) scale_reliability(x),
  attrition_linkage = function(x) attrition(x, compare = "linkage"),
  response_weights = of_made("attrition", function(x) response_weights(x)),
  plan_sample = of_made("paired_change", function(x) plan_sample(x, n = 30)),
  stack = function(x) stack_cohorts(list(a = x, b = x)),
  print_stack = of_made("stack", function(x) utils::capture.output(print(x))),
  stack_change = of_made("stack", function(x) paired_change(x)),
  pooled_change = of_made("stack", function(x) pooled_change(x)),
  review_links = function(x) review_links(x),
  link_waves = function(x) link_waves(x),
  codebook = function(x) codebook(x),
  check_cohort = function(x) check_cohort(x),
  check_fails = of_made("check_cohort", function(x) check_fails(x)),
  provenance = function(x) provenance(x),
  describe_change = of_made("paired_change", function(x) describe(x)),
  describe_items = of_made("item_change", function(x) describe(x)),
  describe_persistence = of_made("persistence", function(x) describe(x)),
  describe_demographics = of_made("demographics", function(x) describe(x)),
  plot_trajectory = function(x) draw_edge(x),
  plot_likert = function(x) draw_edge(x, type = "likert", scales = names(x$study$scales)[1]),
  plot_slopes = function(x) draw_edge(x, type = "slopes"),
  plot_flow = of_made("participation", function(x) draw_edge(x)),
  plot_change = of_made("paired_change", function(x) draw_edge(x)),
  plot_shares = of_made("paired_change", function(x) draw_edge(x, type = "shares")),
  plot_margin = of_made("persistence", function(x) draw_edge(x)),
  plot_forest = of_made("pooled_change", function(x) draw_edge(x)),
  as_data_frame = function(x) as.data.frame(x)
)

# The lines of a printed table, each with the headings that stand above it only
# once.
full_lines <- function(x) {
  table <- as_print_table(x)
  body <- table$body
  if (!nrow(body)) return(character())
  heads <- names(body)[seq_len(table$row_heads)]
  for (column in heads) {
    said <- nzchar(body[[column]])
    if (said[1]) body[[column]] <- body[[column]][said][cumsum(said)]
  }
  unname(do.call(paste, c(lapply(unname(as.list(body)), trimws), sep = " | ")))
}
