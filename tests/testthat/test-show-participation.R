test_that("a diagram keeps within its width", {
  flow <- participation(demo_cohort())
  for (width in c(60, 80, 120)) {
    lines <- format(flow, as = "diagram", width = width)
    expect_lte(max(nchar(lines, "width")), width)
  }
  expect_snapshot(writeLines(format(flow, as = "diagram", width = 80)))
})

test_that("boxes fill the width without passing it, each in its place once", {
  withr::local_seed(87)
  for (i in 1:20) {
    rows <- lapply(seq_len(sample(1:3, 1)), function(row) {
      lapply(seq_len(sample(1:4, 1)), function(box) {
        n <- sample(1:3, 1)
        list(title = paste0("Box", row, box), label = strrep(letters[seq_len(n)], sample(1:12, n, TRUE)),
             n = as.character(sample(0:999, n)))
      })
    })
    width <- sample(30:120, 1)
    lines <- draw_boxes(rows, width)
    boxes <- unlist(rows, recursive = FALSE)
    widest <- max(vapply(boxes, function(box) nchar(draw_box(box)[1]), 0L))
    expect_lte(max(nchar(lines)), max(width, widest))
    for (box in boxes) expect_length(grep(paste0("| ", box$title, " "), lines, fixed = TRUE), 1)
    # Each number stands at the right edge of its box.
    for (box in boxes) {
      drawn <- draw_box(box)
      expect_identical(length(unique(nchar(drawn))), 1L)
      expect_identical(sub("^.* ([0-9]+) \\|$", "\\1", drawn[seq_along(box$n) + 2]), box$n)
    }
    # Every box but those of the first line has an arrow above it.
    arrows <- grep("^[ v]+$", lines, value = TRUE)
    first <- sum(fit_lines(vapply(rows[[1]], function(box) nchar(draw_box(box)[1]), 0L), width) == 1)
    expect_identical(sum(lengths(regmatches(arrows, gregexpr("v", arrows)))), length(boxes) - first)
  }
})

test_that("a line takes a box as long as there is room, and one that is too wide alone", {
  expect_identical(fit_lines(c(10, 10, 10), 21), c(1, 1, 2))
  expect_identical(fit_lines(c(10, 10, 10), 20), c(1, 2, 3))
  expect_identical(fit_lines(c(90, 5, 5), 20), c(1, 2, 2))
  expect_identical(fit_lines(numeric(), 20), numeric())
})

test_that("the table has every count of the flow, each stage named once", {
  flow <- participation(small_cohort(), invited = 8)
  body <- as_print_table(flow)$body
  expect_identical(body$n, as.character(flow$n))
  expect_identical(body$stage[nzchar(body$stage)],
                   c("Invited", "Attendance", "Groups", "Before", "After", "Before to After"))
  expect_identical(body$label, flow$label)
})
