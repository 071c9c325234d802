# Prints what a sample can show.

as_print_table.pairwave_plan <- function(x, ...) {
  frame <- as.data.frame(x)
  text <- function(value) ifelse(is.na(value), "", value)
  body <- data.frame(
    scale = text(ifelse(is.na(frame$label), frame$scale, frame$label)),
    contrast = text(frame$contrast), group = text(frame$group),
    n = ifelse(is.na(frame$n), dash(), format(frame$n, big.mark = group_mark(), trim = TRUE)),
    change = vapply(frame$change, decimals, ""),
    sd = vapply(frame$sd_change, decimals, ""),
    d_z = vapply(frame$d_z, decimals, ""),
    power = vapply(frame$power, decimals, "", digits = 3)
  )
  keep <- c(any(nzchar(body$scale)), any(nzchar(body$contrast)),
            any(nzchar(body$group)), rep(TRUE, 5))
  absent <- unique(frame$note[!is.na(frame$note)])
  new_print_table(
    body[keep], align = c("l", "l", "l", rep("r", 5))[keep],
    head = c("Scale", "Contrast", attr(x, "by_label") %||% "Group", "n", "Change",
             "SD change", "d_z", "Power")[keep],
    row_heads = max(1L, sum(keep[1:3])),
    notes = c(
      direction_notes(frame),
      paste0(
        worded("{rule}, alpha {alpha}.", rule = capital(frame$rule[1]),
               alpha = with_decimal_mark(format(frame$alpha[1]))), " ",
        worded("n is people who answer both waves and are linked.")
      ),
      if (length(absent)) worded("A dash marks what does not exist: {why}.",
                                 why = paste(absent, collapse = "; "))
    )
  )
}
