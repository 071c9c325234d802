# Shows a cohort in a window, read only: each result with the line of R that makes it.

#' Browse a cohort
#'
#' Opens a window on a cohort: who took part and where people were lost, the demographic
#' table, change by scale and group, the items, and the checks, each as a table and as a
#' picture. Above each stands the one line of R that makes it, to copy into a document. A
#' button writes the report beside the study, as [report()] does: `evaluation.html`, or under
#' a number more where there is one already. The window changes nothing else.
#'
#' The window shows what the lines show: with a disclosure profile in the study, what the
#' profile leaves. The pictures need the packages ggplot2 and svglite. It is a page that
#' this R session serves to this machine alone (see "The window" in [review_links()]); R
#' waits until it is closed.
#' @param x A cohort from [read_cohort()].
#' @param ... Must be empty.
#' @return `x`, invisibly.
#' @section Errors: `pairwave_error_argument` for what is no cohort, and where R is not
#'   interactive; `pairwave_error_missing_package` without shiny, httpuv or later.
#' @export
#' @examplesIf interactive()
#' browse(read_cohort(system.file("extdata/demo/study.yml", package = "pairwave")))
browse <- function(x, ...) {
  check_dots_empty()
  if (!inherits(x, c("pairwave_cohort", "pairwave_engine_cohort"))) abort_not_cohort(x)
  name <- substitute(x)
  if (!is.symbol(name)) name <- quote(cohort)
  title <- one_line(x$study$title %||% "A cohort")
  open_window(title, browse_body(x), browse_server(x, name))
  invisible(x)
}

# What can be looked at, by the name of its button.
browse_sections <- c(
  flow = "Who took part", people = "Demographics", change = "Change", items = "Items",
  checks = "Checks"
)

# The line of R that makes a section of the cohort called `name`; "" is all scales, or no
# groups.
browse_call <- function(section, name, scale = "", by = "") {
  scale <- if (nzchar(scale)) scale
  by <- if (nzchar(by)) by
  line <- switch(
    section,
    flow = call("participation", name), people = call("demographics", name, by = by),
    change = call("paired_change", name, scales = scale, by = by),
    items = call("item_change", name, scales = scale),
    checks = call("check_cohort", name)
  )
  line[!vapply(as.list(line), is.null, NA)]
}

# What a line gives.
browse_value <- function(line, cohort, name) {
  eval(line, stats::setNames(list(cohort), as.character(name)), asNamespace("pairwave"))
}

# The result of a line as its table, or why there is none.
browse_result <- function(line, cohort, name) {
  tryCatch(
    window_table(as_print_table(browse_value(line, cohort, name))), pairwave_error = browse_refusal
  )
}

browse_refusal <- function(condition) {
  shiny::tags$p(class = "internal", cli::ansi_strip(conditionMessage(condition)))
}

# The lines of R that draw a section whose table `line` makes. Answers are drawn of one scale
# at a time: each has answers of its own.
browse_pictures <- function(section, line, one_scale = TRUE) {
  drawn <- list(line)
  if (section == "checks") return(list())
  if (section == "items" && one_scale) {
    answers <- line
    answers[[1]] <- quote(item_frequencies)
    drawn <- c(drawn, answers)
  }
  lapply(drawn, function(one) call("plot", one))
}

# The picture that a line draws, the `number`th of its page, or why there is none.
browse_picture <- function(line, number, cohort, name) {
  tryCatch(
    {
      need_package("ggplot2", "to draw a plot")
      need_package("svglite", "to show a plot on a page")
      plot <- ggplot2::autoplot(browse_value(line[[2]], cohort, name))
      box <- c(figure_box(plot, paste0("figure-", number)), "</div>")
      shiny::HTML(paste(box, collapse = "\n"))
    },
    pairwave_error = browse_refusal
  )
}

# A line of R with a button that copies it.
browse_recipe <- function(line, id) {
  tags <- shiny::tags
  tags$div(
    class = "recipe", tags$code(id = id, paste(deparse(line, 500), collapse = " ")),
    tags$button(type = "button", `data-copy` = id, "Copy"), tags$span(role = "status")
  )
}

browse_body <- function(cohort) {
  tags <- shiny::tags
  scales <- names(cohort$study$scales)
  labels <- vapply(cohort$study$scales, function(scale) scale$label %||% scale$name, "")
  asked <- browse_groups(cohort$study)
  shiny::tagList(
    tags$div(
      class = "sections", role = "group", `aria-label` = "What to show",
      lapply(names(browse_sections), function(id) {
        button <- window_button(id, browse_sections[[id]])
        button$attribs[["aria-pressed"]] <- if (id == "flow") "true" else "false"
        button
      })
    ),
    tags$div(
      class = "bar",
      window_choice("scale", "Scale (change and items)",
                    c("All scales" = "", stats::setNames(scales, one_line(labels)))),
      window_choice("by", "Groups (demographics and change)",
                    c("No groups" = "", stats::setNames(asked$column, one_line(asked$label))))
    ),
    tags$div(
      class = "bar",
      if (inherits(cohort, "pairwave_cohort")) window_button("report", "Write the report", "r"),
      window_button("close", "Close")
    ),
    shiny::uiOutput("report_line"),
    live_region("said"),
    shiny::uiOutput("shown"),
    shiny::uiOutput("drawn")
  )
}

# The questions whose answers can be groups.
browse_groups <- function(study) {
  single <- Filter(function(one) length(one$column) == 1, study$demographics)
  list(column = vapply(single, `[[`, "", "column"),
       label = vapply(single, function(one) one$label %||% one$column, ""))
}

browse_server <- function(cohort, name) {
  function(input, output, session) {
    section <- shiny::reactiveVal("flow")
    to_draw <- shiny::reactiveVal(NULL)
    one_scale <- shiny::reactive(nzchar(input$scale %||% "") || length(cohort$study$scales) == 1)
    lapply(names(browse_sections), function(id) {
      shiny::observeEvent(input[[id]], {
        section(id)
        session$sendCustomMessage("pressed", id)
      })
    })
    line <- shiny::reactive({
      browse_call(section(), name, input$scale %||% "", input$by %||% "")
    })
    said <- shiny::reactiveVal()
    shiny::observeEvent(section(), said(paste("Shown:", browse_sections[[section()]])))
    written <- shiny::reactiveVal()
    shiny::observeEvent(input$report, {
      said("Writing the report; this takes a moment.")
      session$onFlushed(function() {
        made <- browse_report(cohort, shiny::isolate(written()))
        said(made$said)
        if (!is.null(made$path)) written(made$path)
      })
    })
    shiny::observeEvent(input$close, session$close())
    output$report_line <- shiny::renderUI(if (!is.null(written())) browse_recipe(
      call("report", name, written()), "report-line"
    ))
    output$said <- shiny::renderText(said())
    output$shown <- shiny::renderUI({
      # A picture takes longer than its table, which is shown before.
      to_draw(NULL)
      pictures <- browse_pictures(section(), line(), one_scale())
      session$onFlushed(function() to_draw(pictures))
      shiny::tagList(
        shiny::tags$h2(browse_sections[[section()]]), browse_recipe(line(), "line"),
        browse_result(line(), cohort, name)
      )
    })
    output$drawn <- shiny::renderUI(shiny::tagList(
      lapply(seq_along(to_draw()), function(number) {
        picture <- to_draw()[[number]]
        shiny::tagList(
          browse_recipe(picture, paste0("line-", number)),
          browse_picture(picture, number, cohort, name)
        )
      }),
      if (section() == "items" && !one_scale()) {
        shiny::tags$p("Choose a scale to see how its items were answered.")
      }
    ))
  }
}

# Writes the report beside the study: where this window wrote it before, else where no file
# is. Gives what is `said` and, if it was written, the `path`.
browse_report <- function(cohort, path = NULL) {
  path <- path %||% free_report_path(cohort$study$dir)
  tryCatch({
    suppressMessages(report(cohort, path))
    list(said = paste0("The report is written: ", path, "."), path = path)
  }, pairwave_error = function(e) {
    list(said = cli::ansi_strip(paste(conditionMessage(e), collapse = " ")))
  })
}

free_report_path <- function(folder) {
  number <- 1
  repeat {
    path <- file.path(folder, paste0("evaluation", if (number > 1) paste0("-", number), ".html"))
    if (!file.exists(path)) return(path)
    number <- number + 1
  }
}
