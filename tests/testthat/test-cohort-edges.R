# Every function that takes a cohort, or what is made of one, with every cohort
# that has next to nothing in it: it gives something, or says in a condition of
# its own what is needed.
test_that("a cohort with little in it never meets an error of R's own", {
  skip_on_cran()
  skip_if_not_installed("ggplot2")
  withr::local_pdf(NULL)
  path <- withr::local_tempfile(fileext = ".md")
  # PAIRWAVE_EDGES=all writes each result in every format, too.
  endings <- if (identical(Sys.getenv("PAIRWAVE_EDGES"), "all")) {
    c("csv", "json", "html", "tex", "typ", "txt", "docx")
  }
  odd <- character()
  kinds <- few_or_many(
    c("one_wave_attendance", "no_rows_attendance", "no_scores", "ofs"),
    names(edge_cohorts), again = "one_wave_attendance"
  )
  for (kind in kinds) {
    cohort <- edge_cohorts[[kind]]()
    calls <- names(edge_calls)
    # 28 contrasts, which take their time.
    if (kind == "eight_waves" && is.null(endings)) {
      calls <- c("print", "participation", "paired_change", "wave_means", "attrition")
    }
    made <- list()
    for (call in calls) {
      # What could not be made is an error of ours already, or odd.
      from <- attr(edge_calls[[call]], "of")
      if (!is.null(from) && is.null(made[[from]])) next
      said <- function(cnd) {
        odd <<- c(odd, paste0(kind, ", ", call, ": ", conditionMessage(cnd)))
      }
      tryCatch(
        withCallingHandlers(
          {
            found <- edge_calls[[call]](if (is.null(from)) cohort else made[[from]])
            made[[call]] <- found
            if (inherits(found, "pairwave_result")) {
              utils::capture.output(print(found))
              knitr::knit_print(found)
              for (ending in endings) {
                write_result(found, sub("md$", ending, path))
              }
            }
          },
          warning = function(cnd) {
            if (!inherits(cnd, "pairwave_warning")) said(cnd)
            invokeRestart("muffleWarning")
          },
          message = function(cnd) {
            if (!inherits(cnd, "pairwave_message")) said(cnd)
            invokeRestart("muffleMessage")
          }
        ),
        pairwave_error = function(cnd) NULL,
        error = said
      )
    }
  }
  expect_identical(odd, character())
})

test_that("what needs more waves says how many", {
  one <- edge_cohorts$one_wave()
  two <- edge_cohorts$none_linked()
  expect_snapshot(error = TRUE, {
    paired_change(one)
    persistence(one)
    persistence(two)
    item_change(one)
    attrition(one)
    attrition(one, compare = "linkage")
    plot(one, type = "slopes")
    plot(two, type = "slopes")
  })
})

test_that("what needs a scale says so", {
  bare <- edge_cohorts$no_scales()
  expect_snapshot(error = TRUE, {
    paired_change(bare)
    wave_means(bare)
    scale_reliability(bare)
    persistence(edge_cohorts$three_bare())
    paired_change(edge_cohorts$none_linked(), scales = character())
  })
})

test_that("a cohort of nobody has nobody to count", {
  expect_snapshot(error = TRUE, demographics(edge_cohorts$no_rows()))
})

test_that("a cohort of one wave has its flow, people, means and reliability", {
  one <- edge_cohorts$one_wave_attendance()
  expect_snapshot(one)
  expect_identical(as_print_table(participation(one))$body$n,
                   as.character(c(14, 3, 11, 0, 7, 12, 0, 0, 0, 12, 0, 1)))
  # Without rows of those who answered every wave: there is one.
  expect_identical(printed_cells(wave_means(one)),
                   c("12 | 2.11 | 0.69 | [1.67, 2.55]", "12 | 4.33 | 1.44 | [3.42, 5.25]"))
})
