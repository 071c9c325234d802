test_that("the plot of the flow has every count, in its box", {
  skip_if_not_installed("ggplot2")
  flow <- participation(demo_cohort())
  plot <- ggplot2::autoplot(flow)
  drawn <- ggplot2::ggplot_build(plot)$data
  expect_identical(nrow(drawn[[3]]), 7L)
  expect_identical(drawn[[6]]$label, flow$n)
  inside <- drawn[[5]]$y > min(drawn[[3]]$ymin) & drawn[[5]]$y < max(drawn[[3]]$ymax)
  expect_true(all(inside))
  alt <- ggplot2::get_alt_text(plot)
  for (label in unique(trimws(flow$label))) expect_match(alt, label, fixed = TRUE)
  expect_silent(ggplot2::ggplotGrob(plot))
})

test_that("no boxes overlap, however many waves there are", {
  rows <- data.frame(
    stage = rep(c("wave", "contrast"), c(10, 20)), label = "received", n = 1:30
  )
  boxes <- flow_boxes(rows, paste("box", rep(1:15, each = 2)))
  frames <- do.call(rbind, lapply(boxes, `[[`, "frame"))
  expect_identical(nrow(frames), 15L)
  for (i in seq_len(nrow(frames))) {
    apart <- frames$left >= frames$right[i] | frames$right <= frames$left[i] |
      frames$bottom >= frames$top[i] | frames$top <= frames$bottom[i]
    expect_true(all(apart[-i]))
  }
  expect_lte(max(frames$right), 3)
})
