# What the windows share in which somebody decides, card by card.

is_window_wanted <- function(window, call = rlang::caller_env()) {
  if (is_flag(window)) return(window)
  abort_pairwave(
    c("{.arg window} must be TRUE or FALSE.", x = "It is {.obj_type_friendly {window}}."),
    "argument", call = call
  )
}

# Where this window's claim on a file of decisions is. The system gives it up when R ends,
# however it ends. `is_first` tells whether no other window had it.
claim_window <- function(path) {
  path <- file.path(normalizePath(dirname(path)), basename(path))
  folder <- file.path(dirname(tempdir()),
                      paste0("pairwave-window-", substr(cli::hash_sha256(path), 1, 16)))
  dir.create(folder, showWarnings = FALSE, mode = "0700")
  lock <- .Call(pw_call_lock_try, file.path(folder, "window"))
  # Where no claim can be made, nobody else is known.
  list(folder = folder, lock = lock, is_first = !is.null(lock))
}

leave_window <- function(claim) {
  if (!claim$is_first) return(invisible())
  unlink(claim$folder, recursive = TRUE)
  if (!inherits(claim$lock, "pairwave_kernel_error")) .Call(pw_call_lock_release, claim$lock)
}

note_of_second_window <- function(claim) {
  if (claim$is_first) return(NULL)
  shiny::tags$p(
    class = "internal", role = "note",
    "Another window reviews the same at this time. What both decide is kept; of one card the",
    "last decision counts."
  )
}

# How much is decided; a missing decision is open.
review_progress <- function(decision) {
  decided <- sum(!is.na(decision))
  said <- paste(format(decided, big.mark = ","), "of", format(length(decision), big.mark = ","),
                "decided")
  shiny::tagList(
    shiny::tags$progress(value = decided, max = max(length(decision), 1), `aria-label` = said),
    shiny::tags$p(class = "about", said)
  )
}

# The number after, or before, `at` among `shown`; where there is none, that at the other end
# of those left.
card_beside <- function(shown, at, step = 1) {
  if (!length(shown)) return(NA_integer_)
  if (step > 0) c(shown[shown > at], shown[shown < at], at)[1] else
    c(rev(shown[shown < at]), rev(shown[shown > at]), at)[1]
}

# What stands where no card is left.
no_card <- function(review) {
  said <- if (!nrow(review)) "There is nothing to review." else
    if (!anyNA(review$decision)) "Everything is decided." else
      "Nothing is left in this list."
  shiny::tags$section(class = "card", `aria-labelledby` = "card-title",
                      shiny::tags$h2(id = "card-title", said))
}

# Whether letters decide, too.
keys_tick <- function() {
  shiny::tags$label(class = "tick", shiny::tags$input(type = "checkbox", id = "keys", checked = NA),
                    "Keys decide")
}

why_not_saved <- function(condition) {
  paste("Not saved:", cli::ansi_strip(conditionMessage(condition)))
}
