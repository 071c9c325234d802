# What the window of a study shows: files to choose, decisions, what comes of them, and the
# study file.

files_page <- function(folder, offered, chosen, turn) {
  tags <- shiny::tags
  ticks <- new_choices(offered$files)
  shiny::tagList(
    tags$h2("Which files are the study's?"),
    tags$p("In ", tags$code(one_line(folder), .noWS = "outside"),
           ". Tick the exports of all waves, with their keys and lists of attendance."),
    tags$div(
      class = "bar",
      once_button("folder", "..", "The folder above"),
      lapply(offered$folders, function(one) once_button("folder", one, paste0(one_line(one), "/")))
    ),
    if (length(offered$studies)) tags$div(
      class = "bar",
      lapply(offered$studies, function(one) once_button("study", one, paste("Open", one_line(one))))
    ),
    if (length(offered$files)) tags$section(
      class = "card", `data-turn` = turn, tick_list("files", "Files", ticks, chosen, "files")
    ) else tags$p(class = "internal", "No file here looks like an export."),
    if (offered$more) tags$p(class = "about", "There are more than are shown."),
    tags$div(class = "bar", window_button("draft", "Draft the study", "d", class = "main"),
             window_button("close", "Close"))
  )
}

study_page <- function(section) {
  tags <- shiny::tags
  shiny::tagList(
    tags$div(
      class = "sections", role = "group", `aria-label` = "What to decide",
      lapply(names(study_sections), function(id) {
        button <- window_button(paste0("to_", id), study_sections[[id]])
        button$attribs[["aria-pressed"]] <- if (id == section) "true" else "false"
        button
      })
    ),
    tags$div(
      class = "bar", window_button("undo", "Undo", "u"),
      window_button("save", "Save", "s", class = "main"),
      window_button("open", "Open the cohort", "o"), window_button("close", "Close"),
      shiny::uiOutput("clash")
    ),
    tags$div(
      class = "workbench",
      tags$div(shiny::uiOutput("decisions")),
      tags$div(shiny::uiOutput("effect"), shiny::uiOutput("file"))
    )
  )
}

# ---- decisions ---------------------------------------------------------------

# The decisions of a section, those about one scale together with its histogram.
decision_cards <- function(plan, decisions, section, cohort, turn) {
  tags <- shiny::tags
  about <- vapply(decisions, function(one) one$about %||% "", "")
  labels <- study_scale_labels(plan_study(plan))
  number <- match(about, unique(about))
  cards <- lapply(unique(about), function(name) {
    own <- decisions[about == name]
    at <- which(about == name)
    title <- if (nzchar(name)) if (name %in% names(labels)) labels[[name]] else name
    tags$section(
      class = "card", `aria-label` = one_line(title %||% study_sections[[section]]),
      if (nzchar(name)) tags$h3(one_line(title)),
      if (nzchar(name) && inherits(cohort, "pairwave_cohort")) histogram(cohort, name),
      Map(decision_control, own, paste0("d-", section, "-", at))
    )
  })
  open <- if (section == "waves" && length(plan$drafted)) open_points(plan$drafted)
  shiny::tagList(
    tags$h2(`data-turn` = turn, study_sections[[section]]),
    if (length(open)) tags$ul(class = "open", lapply(one_line(open), tags$li)),
    if (!length(cards)) tags$p("Nothing needs a decision here."),
    cards,
    if (section == "waves" && length(left_alone(plan))) tags$p(
      class = "about",
      paste0("Left as the file has them: ", paste(one_line(left_alone(plan)), collapse = ", "), ".")
    )
  )
}

decision_control <- function(one, id) {
  tags <- shiny::tags
  why <- if (nzchar(one$reason)) {
    tags$p(class = "why", id = paste0(id, "-why"), one_line(one$reason))
  }
  described <- if (nzchar(one$reason)) paste0(id, "-why")
  control <- switch(
    one$kind,
    text = shiny::tagList(
      tags$label(`for` = id, one_line(one$label)),
      tags$input(id = id, type = "text", value = one_line(one$value), `data-decision` = one$id,
                 `aria-describedby` = described, autocomplete = "off")
    ),
    choice = shiny::tagList(
      tags$label(`for` = id, one_line(one$label)),
      tags$select(
        id = id, `data-decision` = one$id, `aria-describedby` = described,
        Map(function(value, label, why) {
          tags$option(value = value, selected = if (value == one$value) NA,
                      one_line(paste0(label, if (nzchar(why)) paste0(": ", why))))
        }, one$choices$value, one$choices$label, one$choices$why)
      )
    ),
    ticks = tick_list(one$id, one$label, one$choices, one$value, id, described),
    order = order_list(one, id, described),
    once = once_button(one$id, NULL, one_line(one$label), id, described)
  )
  tags$div(class = "decision", control, why)
}

tick_list <- function(decision, label, choices, value, id, described = NULL) {
  tags <- shiny::tags
  tags$fieldset(
    `data-decision` = decision, `aria-describedby` = described, tags$legend(one_line(label)),
    Map(function(one, words, why, at) {
      own <- paste0(id, "-", at)
      tags$div(
        class = "choice",
        tags$label(
          tags$input(type = "checkbox", id = own, value = one, checked = if (one %in% value) NA),
          tags$span(one_line(words))
        ),
        if (nzchar(why)) tags$span(class = "why", one_line(why))
      )
    }, choices$value, choices$label, choices$why, seq_along(choices$value))
  )
}

order_list <- function(one, id, described) {
  tags <- shiny::tags
  label <- one_line(one$choices$label[match(one$value, one$choices$value)])
  n <- length(one$value)
  # Of the same name wherever it stands, so that the keys stay with it.
  number <- rank(one$value, ties.method = "first")
  move <- function(at, step, word) {
    tags$button(
      type = "button", id = paste0(id, "-", word, "-", number[at]),
      `data-move` = step, `aria-label` = paste0(label[at], ": ", word),
      disabled = if (!(at + step) %in% seq_len(n)) NA, if (step < 0) "\u2191" else "\u2193"
    )
  }
  tags$fieldset(
    `aria-describedby` = described, tags$legend(one_line(one$label)),
    tags$ol(
      `data-decision` = one$id,
      lapply(seq_len(n), function(at) tags$li(
        `data-value` = one$value[at], tags$span(label[at]), move(at, -1, "up"), move(at, 1, "down")
      ))
    )
  )
}

once_button <- function(decision, value, label, id = NULL, described = NULL) {
  shiny::tags$button(type = "button", id = id, `data-once` = decision, `data-value` = value,
                     `aria-describedby` = described, label)
}

# ---- what comes of it --------------------------------------------------------

effect_card <- function(cohort) {
  tags <- shiny::tags
  if (inherits(cohort, "error")) {
    return(tags$section(
      class = "card", `aria-label` = "What comes of it",
      tags$h2("It can't be read as a cohort yet"),
      lapply(strsplit(cli::ansi_strip(conditionMessage(cohort)), "\n", fixed = TRUE)[[1]], tags$p)
    ))
  }
  counts <- published_counts(cohort)
  tags$section(
    class = "card", `aria-label` = "What comes of it", tags$h2("What comes of it"),
    tags$ul(lapply(effect_lines(cohort, counts), tags$li)),
    tags$details(
      tags$summary("As a cohort"),
      lapply(one_line(cohort_lines(cohort, counts)), tags$p),
      lapply(cohort_tables(cohort, counts), window_table)
    )
  )
}

# "Before: 30 of 36 link", and who has scores to compare.
effect_lines <- function(cohort, counts = published_counts(cohort)) {
  links <- !is_unlinked(cohort$study) && length(cohort$surveys) > 1
  came <- counts$flow$respondents
  flow <- paste0(one_line(counts$flow$wave), ": ", if (links) {
    paste(counts$flow$linked, "of", came, "link")
  } else {
    paste(came, "records")
  })
  pairs <- counts$pairs
  if (is_unlinked(cohort$study) || !NROW(pairs)) return(flow)
  label <- study_wave_labels(cohort$study)
  both <- paste(pairs$n, "from", label[pairs$from], "to", label[pairs$to])
  both <- split(both, factor(pairs$label, unique(pairs$label)))
  c(flow, one_line(paste0(names(both), ": have a score in both: ",
                          vapply(both, paste, "", collapse = ", "))))
}

# What is heard after a change.
effect_in_brief <- function(cohort) {
  if (inherits(cohort, "error")) return("It can't be read as a cohort yet.")
  paste0(paste(effect_lines(cohort), collapse = "; "), ".")
}

# How the scores of a scale are spread, as a picture of counts for each wave.
histogram <- function(cohort, name) {
  if (is.null(cohort$study$scales[[name]])) return(NULL)
  bins <- score_bins(cohort, name)
  tags <- shiny::tags
  if (is.null(bins)) {
    return(tags$p(class = "why", if (is_suppressing(profile_of(cohort))) {
      "Its scores are not drawn: the study has a disclosure profile."
    } else "Nobody has a score."))
  }
  label <- one_line(study_wave_labels(cohort$study)[rownames(bins$n)])
  tags$div(class = "spread", Map(function(wave, at) {
    wave_bars(wave, bins$breaks, bins$n[at, ], max(bins$n))
  }, label, seq_along(label)))
}

wave_bars <- function(wave, breaks, n, most) {
  ends <- trimws(format(round(breaks, 2), nsmall = 0, drop0trailing = TRUE))
  said <- paste0(wave, ", scores of ", sum(n), ": ", paste0(
    n[n > 0], " from ", ends[-length(ends)][n > 0], " to ", ends[-1][n > 0], collapse = ", "
  ))
  width <- 160 / length(n)
  height <- 44 * n / most
  bars <- sprintf("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"></rect>",
                  (seq_along(n) - 1) * width + 0.5, 46 - height, width - 1, height)
  shiny::tags$figure(
    shiny::HTML(paste0(
      "<svg viewBox=\"0 0 160 60\" role=\"img\" aria-label=\"", escape_html(said), "\">",
      paste(bars, collapse = ""), "<path d=\"M0 46.5H160\"></path><text x=\"0\" y=\"58\">", ends[1],
      "</text><text x=\"160\" y=\"58\" text-anchor=\"end\">", ends[length(ends)], "</text></svg>"
    )),
    shiny::tags$figcaption(paste0(wave, " (", sum(n), ")"))
  )
}

# ---- the file ----------------------------------------------------------------

# The study file as it stands, with the lines marked that changed last.
file_card <- function(plan, before, saved) {
  tags <- shiny::tags
  lines <- strsplit(gsub("\r", "", plan$text, fixed = TRUE), "\n", fixed = TRUE)[[1]]
  old <- strsplit(gsub("\r", "", before, fixed = TRUE), "\n", fixed = TRUE)[[1]]
  written <- ifelse(lines %in% old, escape_html(only_text(lines)),
                    paste0("<mark>", escape_html(only_text(lines)), "</mark>"))
  tags$section(
    class = "card", `aria-label` = "The study file",
    tags$h2(one_line(basename(plan$path)),
            tags$span(class = "about", if (saved) "saved" else "not saved yet")),
    tags$div(
      class = "file", role = "region", tabindex = "0", `aria-label` = "Its text",
      `data-unsaved` = if (!saved) NA,
      tags$pre(shiny::HTML(paste(written, collapse = "\n")), .noWS = "inside")
    )
  )
}
