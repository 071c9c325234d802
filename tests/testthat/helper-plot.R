# The plot, drawn to nowhere: what can't be drawn fails here.
draw <- function(...) {
  made <- ggplot2::autoplot(...)
  grDevices::pdf(NULL)
  withr::defer(grDevices::dev.off())
  ggplot2::ggplotGrob(made)
  made
}

# What the layers of a plot that draw by this geom have drawn, the `which`th of them.
drawn_by <- function(plot, geom, which = 1) {
  at <- which(vapply(plot$layers, function(layer) inherits(layer$geom, geom), NA))
  ggplot2::layer_data(plot, at[which])
}

# Bytes without those that no text has.
replace_nul <- function(bytes) {
  bytes[bytes == as.raw(0)] <- charToRaw(" ")
  bytes
}
