# The flow of participants as boxes.

test_that("the plot of the flow has every count, in its box", {
  skip_if_not_installed("ggplot2")
  flow <- participation(demo_cohort(), invited = 60)
  plot <- draw(flow)
  boxes <- drawn_by(plot, "GeomRect")
  text <- drawn_by(plot, "GeomText")
  inside <- vapply(seq_len(nrow(text)), function(i) {
    sum(text$x[i] > boxes$xmin & text$x[i] < boxes$xmax & text$y[i] > boxes$ymin &
          text$y[i] + 0.1 < boxes$ymax)
  }, 0)
  expect_true(all(inside == 1))
  # Nobody is lost silently: every count stands there but those that are 0.
  said <- paste(text$label, collapse = " ")
  for (i in which(flow$n > 0 & flow$outcome != "not_scored")) {
    expect_match(said, paste0("\\b", flow$n[i], "\\b"))
  }
  alt <- ggplot2::get_alt_text(plot)
  for (reason in c("1 duplicate", "1 without a code", "3 not linked", "(1 too few items)")) {
    expect_match(alt, reason, fixed = TRUE)
  }
  expect_equal(plot_size(plot)[["height"]], -min(boxes$ymin) + 0.06)
})

test_that("no boxes overlap, however many waves there are and however long their names", {
  name <- paste("wave", 1:8, strrep("of a rather long name ", 5))
  rows <- data.frame(
    stage = c(rep("wave", 24), rep("contrast", 28)), n = 1:52,
    outcome = c(rep(c("received", "linked", "duplicate"), 8), rep("both", 28)), label = "is there",
    scale = NA
  )
  rows$said <- rows$n
  boxes <- place_boxes(flow_boxes(rows, c(rep(name, each = 3), paste("contrast", 1:28))))
  frames <- do.call(rbind, lapply(boxes, `[[`, "frame"))
  expect_identical(as.vector(table(frames$kind)), c(28L, 8L, 8L))
  for (i in seq_len(nrow(frames))) {
    apart <- frames$left >= frames$right[i] | frames$right <= frames$left[i] |
      frames$bottom >= frames$top[i] | frames$top <= frames$bottom[i]
    expect_true(all(apart[-i]))
  }
  expect_lte(max(frames$right), plot_width)
  longest <- max(nchar(unlist(lapply(boxes, function(box) box$text$text))))
  expect_lte(longest, flow_letters)
})
