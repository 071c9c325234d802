test_that("a cohort is a frame of its people, with status and scores by wave", {
  cohort <- edge_cohort(list(pre = edge_wave(5), post = edge_wave(4, 3)),
                        attendance = edge_attendance(6))
  expect_snapshot(as.data.frame(cohort))
})

test_that("change of the frame is change of the cohort", {
  cohort <- demo_cohort()
  frame <- as.data.frame(cohort)
  expect_identical(nrow(frame), nrow(cohort$people))
  waves <- names(cohort$surveys)
  for (scale in names(cohort$study$scales)) {
    of_frame <- as.data.frame(paired_change(
      frame, waves = stats::setNames(paste(scale, waves, sep = "_"), waves)))
    of_cohort <- as.data.frame(paired_change(cohort, scales = scale))
    same <- c("n", "mean_before", "mean_after", "change", "p")
    pick <- function(x) x$estimate[x$statistic %in% same]
    expect_identical(pick(of_frame), pick(of_cohort))
  }
  for (wave in waves) {
    status <- table(factor(frame[[paste0("status_", wave)]],
                           c("linked", "unlinked", "no_id")))
    flow <- count_statuses(cohort$respondents)
    flow <- flow[flow$wave == wave, ]
    expect_identical(as.vector(status), c(flow$linked, flow$unlinked, flow$no_id))
  }
})

test_that("no code of a person is in the frame", {
  cohort <- demo_cohort()
  codes <- unlist(lapply(cohort$surveys, function(x) as.character(x[[cohort$study$id$column]])))
  cells <- unlist(lapply(as.data.frame(cohort), as.character))
  codes <- codes[!is.na(codes) & nzchar(codes)]
  expect_gt(length(codes), 50)
  expect_false(any(codes %in% cells))
})

test_that("a frame of people is refused under a disclosure profile", {
  expect_snapshot(error = TRUE, as.data.frame(edge_cohorts$ofs()))
})

test_that("every cohort is a frame, with remembered scores too", {
  for (kind in setdiff(names(edge_cohorts), c("ofs", "one_wave_ofs"))) {
    cohort <- edge_cohorts[[kind]]()
    expect_identical(nrow(as.data.frame(cohort)), nrow(cohort$people), label = kind)
  }
  cohort <- edge_cohort(
    list(pre = edge_wave(14), post = edge_wave(12, 3)), then = TRUE,
    retrospective = list(then = list(of = "pre", asked_in = "post", suffix = "_then"))
  )
  expect_true("confidence_then" %in% names(as.data.frame(cohort)))
})

test_that("a long frame has a row for each person and wave", {
  cohort <- edge_cohort(
    list(pre = edge_wave(5), post = edge_wave(4, 3)), attendance = edge_attendance(6), then = TRUE,
    retrospective = list(then = list(of = "pre", asked_in = "post", suffix = "_then"))
  )
  long <- as.data.frame(cohort, shape = "long")
  expect_snapshot(long)
  wide <- as.data.frame(cohort)
  expect_identical(nrow(long), 3L * nrow(wide))
  for (wave in c("pre", "post", "then")) {
    part <- long[long$wave == wave, ]
    expect_identical(part$person, wide$person)
    expect_identical(as.numeric(part$confidence), as.numeric(wide[[paste0("confidence_", wave)]]))
    if (wave != "then") expect_identical(part$status, wide[[paste0("status_", wave)]])
    expect_identical(part$attended, wide$attended)
  }
})

test_that("labels are kept, wide and long", {
  cohort <- demo_cohort()
  column <- cohort$study$demographics[[1]]$column
  for (shape in c("wide", "long")) {
    frame <- as.data.frame(cohort, shape = shape)
    expect_identical(column_labels(frame[[column]]), column_labels(cohort$people[[column]]))
    expect_identical(column_label(frame[[column]]), column_label(cohort$people[[column]]))
  }
  expect_identical(attr(as.data.frame(cohort)$self_efficacy_pre, "label"),
                   paste0(cohort$study$scales$self_efficacy$label, ", ",
                          cohort$study$waves$pre$label))
  expect_snapshot(as.data.frame(cohort, shape = "tall"), error = TRUE)
})
