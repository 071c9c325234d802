# The plot, drawn to nowhere: what can't be drawn fails here.
draw <- function(...) {
  made <- ggplot2::autoplot(...)
  grDevices::pdf(NULL)
  withr::defer(grDevices::dev.off())
  ggplot2::ggplotGrob(made)
  made
}
