# Drafts which records a study sets aside: those that the platform itself marks as
# trials of the survey, and as comments those that only the analyst can judge: never
# sent, done in a moment, without the answer that an attention item asks for.

# A list of entries with `reason`, `column`, a condition (`is`, `is_not` or `below`),
# `waves` (empty for all of them), `sure` and `why`.
draft_exclusions <- function(waves) {
  c(marked_exclusions(waves), attention_exclusions(waves), speed_exclusions(waves))
}

marked_exclusions <- function(waves) {
  marks <- lapply(waves, function(wave) {
    found <- attr(wave$survey, "survey")$marks
    Filter(function(mark) length(mark$reason) && mark$column %in% names(wave$survey), found)
  })
  found <- unlist(unname(marks), recursive = FALSE)
  if (length(found) == 0) return(list())
  about <- vapply(found, function(mark) paste(mark$reason, mark$column, sep = "\r"), "")
  lapply(unname(split(found, factor(about, unique(about)))), function(same) {
    reason <- same[[1]]$reason
    exclusion(waves, reason, same[[1]]$column, sure = reason == "preview",
              is = unique(unlist(lapply(same, `[[`, "values"))))
  })
}

exclusion <- function(waves, reason, column, sure = FALSE, why = NULL, ...) {
  there <- names(waves)[vapply(waves, function(wave) column %in% names(wave$survey), NA)]
  list(reason = reason, column = column, condition = list(...), sure = sure, why = why,
       waves = if (length(there) < length(waves)) there)
}

# Items that only ask whether somebody reads on.
is_attention <- function(label) {
  said <- lower_case(label)
  grepl(paste0("\\b(please|bitte|kindly)\\b.*\\b(select|choose|tick|click|mark|pick|answer|",
               "w\u00e4hlen|ankreuzen|klicken|kreuzen)\\b"), said, perl = TRUE) &
    !grepl("all that apply|one or more|up to|zutreffende|below|following|folgende", said) |
    grepl("attention check|attention item|if you are reading this|aufmerksamkeit", said)
}

# What most people answered to an attention item is what it asked for.
attention_exclusions <- function(waves) {
  columns <- unique(unlist(lapply(waves, function(wave) {
    labels <- survey_labels(wave$survey)
    names(wave$survey)[is_attention(labels) & !names(labels) %in% own_columns(wave$survey)]
  })))
  found <- lapply(columns, function(column) {
    texts <- unlist(lapply(waves, function(wave) {
      x <- wave$survey[[column]]
      if (!is.null(x)) as.character(bare_values(as_label_text(x)))
    }))
    share <- sort(table(texts), decreasing = TRUE)
    if (length(share) == 0 || share[[1]] < 0.6 * sum(share)) return(NULL)
    exclusion(waves, "attention", column, is_not = names(share)[1], why = paste0(
      "nearly everyone answered ", names(share)[1], " to it"
    ))
  })
  found[lengths(found) > 0]
}

# Who took less than a third of the usual time is said to be too fast to have read.
speed_exclusions <- function(waves) {
  columns <- unique(unlist(lapply(waves, function(wave) {
    grep("^(duration.*|interviewtime|total_?time|time_?taken|gesamtzeit)", names(wave$survey),
         value = TRUE, ignore.case = TRUE)
  })))
  found <- lapply(columns, function(column) {
    seconds <- unlist(lapply(waves, function(wave) {
      x <- wave$survey[[column]]
      if (!is.null(x)) numeric_answers(x)
    }))
    usual <- stats::median(seconds, na.rm = TRUE)
    if (!is.finite(usual) || sum(seconds < usual / 3, na.rm = TRUE) == 0) return(NULL)
    exclusion(waves, "too_fast", column, below = round(usual / 3),
              why = paste0("a third of the usual ", round(usual)))
  })
  found[lengths(found) > 0]
}

# Previews are nobody's answers. Whether others are analysed is for the analyst to say.
exclusion_lines <- function(exclusions) {
  if (length(exclusions) == 0) return(NULL)
  sure <- vapply(exclusions, `[[`, NA, "sure")
  entry <- vapply(exclusions, function(one) {
    paste0("  - ", exclusion_yaml(one), if (length(one$why)) paste0(" # ", one$why))
  }, "")
  c(
    if (any(sure)) "# Records that the platform marks. participation() counts what is set aside.",
    if (any(!sure)) {
      "# Records that are perhaps no true answers stay in, unless you take the # away."
    },
    if (any(sure)) "exclude:" else "# exclude:",
    ifelse(sure, entry, sub("^  ", "  # ", entry))
  )
}

exclusion_yaml <- function(one) {
  condition <- vapply(one$condition, function(x) {
    if (is.numeric(x)) code_text(x) else yaml_list(x)
  }, "")
  parts <- c(reason = one$reason, column = yaml_scalar(one$column), condition,
             waves = if (length(one$waves)) yaml_list(one$waves))
  paste0("{", paste0(names(parts), ": ", parts, collapse = ", "), "}")
}
