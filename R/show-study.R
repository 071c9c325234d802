# Prints a study.

#' @export
print.pairwave_study <- function(x, ...) {
  title <- if (is.null(x$title)) "" else paste0(": ", x$title)
  wave <- vapply(x$waves, function(w) paste0("  ", w$label, " <- ", w$file), "")
  scale <- vapply(x$scales, function(s) {
    paste0("  ", s$label, ": ", s$score, " of ", length(s$items),
           " items, at least ", s$min_items, " answered",
           c(higher = "", lower = ", lower is better",
             none = ", neither end is better")[[scale_direction(s)]])
  }, "")
  who <- vapply(x$demographics, `[[`, "", "label")
  lines <- c(
    paste0("<pairwave study>", title),
    paste0("Waves (", length(wave), "), in time order"), unname(wave),
    if (has_code(x)) {
      paste0("Linked by ", paste(x$id$column, collapse = " + "), "; duplicates: ", x$id$duplicates)
    } else if (length(x$waves) > 1) {
      if (links_people(x)) "No code: the rows of one form are the same people" else
        "No code: records are not linked, each is a person of one wave"
    },
    if (length(scale)) c("Scales", unname(scale)),
    if (length(who)) paste0("Demographics: ", paste(who, collapse = ", ")),
    if (!is.null(x$attendance)) paste0("Attendance: ", x$attendance$file),
    vapply(names(recalled_waves(x)), function(name) {
      paste0(x$waves[[name]]$label, ": asked in retrospect in ",
             x$waves[[recalled_waves(x)[[name]]]]$label)
    }, "", USE.NAMES = FALSE),
    vapply(x$retrospective, function(one) {
      paste0(one$label, ": ", x$waves[[one$of]]$label, " as remembered in ",
             x$waves[[one$asked_in]]$label)
    }, "", USE.NAMES = FALSE)
  )
  writeLines(paste0(ifelse(startsWith(lines, "  "), "  ", ""), one_line(trimws(lines))))
  invisible(x)
}
