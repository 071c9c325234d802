# Drafts a study from what its exports say: everything that the study file will say.

check_draft_arguments <- function(files, path, title, call = rlang::caller_env()) {
  if (!is.character(files) || length(files) == 0 || anyNA(files)) {
    abort_pairwave(
      c("{.arg files} must be the paths of the study's exports.",
        x = "It is {.obj_type_friendly {files}}.",
        i = "Such as {.code use_study(c(\"before.xlsx\", \"after.xlsx\"))}."),
      "draft", call = call
    )
  }
  absent <- files[!file.exists(files) | dir.exists(files)]
  if (length(absent)) {
    abort_pairwave(
      c("Every file must exist.", x = "There is no {.file {absent[1]}}.",
        did_you_mean(basename(absent[1]), list.files(dirname(absent[1])))),
      "draft", call = call
    )
  }
  for (one in c("path", "title")) {
    value <- get(one)
    if (!is.null(value) && !is_text(value)) {
      abort_pairwave(
        c("{.arg {one}} must be one text.", x = "It is {.obj_type_friendly {value}}."),
        "draft", call = call
      )
    }
  }
}

# Everything that the file will say: `title`, `waves`, `id`, `exclude`, `scales`,
# `questions`, `demographics`, `open` (columns that are perhaps about the person),
# `undisclosed`, `attendance`, and `ignored` (files that are not used).
draft_study <- function(files, dir, title, call = rlang::caller_env()) {
  sorted <- sort_files(files)
  if (length(sorted$exports) == 0) {
    abort_pairwave(
      c("One of {.arg files} must be an export.",
        x = "All of them look like keys, syntax or lists of attendance."),
      "draft", call = call
    )
  }
  waves <- draft_waves(sorted, dir)
  waves <- join_recalled(rename_alike(waves))
  scales <- draft_scales(waves)
  items <- unlist(lapply(scales, `[[`, "items"))
  id <- if (all_of_one_form(waves)) no_code_needed() else draft_id(waves, items)
  waves <- rename_id(waves, id)
  scales <- without_facts(scales, waves, id)
  items <- unlist(lapply(scales, `[[`, "items"))
  demographics <- draft_demographics(waves, items, id)
  placed <- c(items, vapply(demographics$entries, `[[`, "", "column"), demographics$open)
  single <- draft_questions(waves, placed, id)
  scales <- join_scales(scales, single$scales)
  undisclosed <- union(demographics$undisclosed,
                       declined_answers(c(scales, single$questions), waves))
  attendance <- draft_attendance(sorted$others, waves, id, dir)
  constant <- Filter(function(entry) isTRUE(entry$constant), demographics$entries)
  id$constant <- vapply(constant, `[[`, "", "column")
  id$near <- count_near_codes(waves, id, id$constant)
  list(
    title = title, waves = waves, id = id, exclude = draft_exclusions(waves),
    scales = check_drafted(scales, waves, undisclosed), questions = single$questions,
    demographics = demographics$entries, open = demographics$open,
    undisclosed = undisclosed, attendance = attendance,
    ignored = setdiff(sorted$others, attendance$path)
  )
}

# The scales without those of two answers whose every item the same people answer alike
# in each wave: questions of one kind about the person.
without_facts <- function(scales, waves, id) {
  if (length(waves) == 1) return(scales)
  facts <- vapply(scales, function(scale) {
    if (length(scale$texts) != 2) return(FALSE)
    alike <- vapply(scale$items, function(item) {
      if (!is_single_choice(waves[[1]]$survey[[item]])) return(FALSE)
      isTRUE(same_answers(waves, item, id) > 0.9)
    }, NA)
    all(alike)
  }, NA)
  scales[!facts]
}

join_scales <- function(scales, more) {
  all <- c(scales, more)
  stats::setNames(all, unique_names(c(names(scales), names(more))))
}

tell_draft <- function(draft, path) {
  cohort <- tryCatch(suppressWarnings(read_cohort(path)), pairwave_error = identity)
  linked <- if (inherits(cohort, "pairwave_cohort") && links_people(cohort$study) &&
                  length(draft$waves) > 1) {
    people <- cohort$people[names(cohort$surveys)]
    paste0(" ", sum(rowSums(!is.na(people)) > 1), " people are in more than one wave.")
  }
  found <- paste0(
    said_of(length(draft$waves), "wave", "waves"),
    if (!is.null(draft$id$column)) paste(", linked by", and_words(draft$id$column)), ", ",
    said_of(length(draft$scales), "scale", "scales"), ", ",
    said_of(length(draft$demographics), "demographic", "demographics"),
    if (length(draft$questions)) paste0(", ", said_of(
      length(draft$questions), "single question", "single questions"
    )), ".", linked
  )
  open <- open_points(draft)
  inform_pairwave(c(
    v = "Wrote {.file {path}}: {found}",
    if (inherits(cohort, "error")) {
      c(x = paste("It can't be read as a cohort yet:",
                  escape_braces(cli::ansi_strip(paste(conditionMessage(cohort), collapse = " ")))))
    },
    stats::setNames(escape_braces(open), rep("!", length(open))),
    i = "Read the comment beside each guess, and correct what is wrong.",
    i = "Then run {.code read_cohort(\"{path}\")} and {.code check_cohort()}."
  ), "draft")
}

# Finds what the draft could not decide, for the message.
open_points <- function(draft) {
  c(
    attr(draft$waves, "doubt"), draft$id$doubt,
    unlist(lapply(draft$waves, function(wave) wave$doubt)),
    scale_questions(draft$scales),
    if (length(draft$ignored)) {
      paste0("Not used: ", paste(basename(draft$ignored), collapse = ", "), ".")
    }
  )
}

scale_questions <- function(scales) {
  open <- names(scales)[vapply(scales, function(scale) isTRUE(scale$unordered), NA)]
  trouble <- Filter(function(scale) length(scale$trouble), scales)
  c(
    if (length(open)) paste0(
      cli::format_inline("The scale{cli::qty(open)}{?s} {open} {?has/have} answers in texts: "),
      "put them in order in the draft, and take the comment marks away."
    ),
    sprintf("The scale %s is left as a comment, since it can't be scored: %s", names(trouble),
            vapply(trouble, `[[`, "", "trouble"))
  )
}
