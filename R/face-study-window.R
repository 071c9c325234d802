# The window in which a study is drafted, or changed: each decision a line with its reason,
# what comes of it beside, and the study file as it grows.

# Shows the study until the window is closed. Gives the `path` of what was saved, if it was,
# and whether to `open` the cohort.
study_in_window <- function(start, existing, call = rlang::caller_env()) {
  kept <- new.env(parent = emptyenv())
  open_window("A study", study_body(), study_server(start, existing, kept), call,
              gone = "This window is closed. What was saved is in the study file.")
  kept
}

study_sections <- c(
  waves = "Files and waves", id = "Who is who", scales = "Scales", people = "About people",
  exclude = "Set aside"
)

study_body <- function() {
  shiny::tagList(shiny::uiOutput("stage"), shiny::tags$div(class = "saying", live_region("said")))
}

# ---- the server --------------------------------------------------------------

study_server <- function(start, existing, kept) {
  seen <- new.env(parent = emptyenv())
  function(input, output, session) {
    state <- shiny::reactiveValues(
      plan = start$plan, past = list(), before = start$plan$text, section = "waves",
      folder = if (is.null(start$plan)) full_path(start$folder), files = character(), said = "",
      turn = 0, clash = FALSE, saved = is.null(start$plan$drafted), leave = FALSE
    )
    # What can't be done is said, and the page shows again what stands.
    try_it <- function(what) {
      tryCatch({
        what()
        TRUE
      }, pairwave_error = function(e) {
        state$said <- cli::ansi_strip(paste(conditionMessage(e), collapse = " "))
        state$turn <- state$turn + 1
        FALSE
      })
    }
    begin <- function(plan, saved) {
      state$plan <- plan
      state$before <- plan$text
      state$saved <- saved
      state$said <- "Look through each guess: what is wrong, change."
    }
    change <- function(id, value) try_it(function() {
      changed <- change_plan(state$plan, id, value)
      if (identical(changed$text, state$plan$text)) return()
      state$past <- c(list(state$plan), state$past)
      state$before <- state$plan$text
      state$plan <- changed
      state$saved <- state$leave <- FALSE
      state$said <- paste("Changed.", effect_in_brief(result()))
    })
    choose <- function(id, value) switch(
      id,
      files = state$files <- intersect(value, files_offered(state$folder)$files),
      folder = if (value %in% c("..", files_offered(state$folder)$folders)) {
        state$folder <- full_path(file.path(state$folder, value))
        state$files <- character()
      },
      study = if (value %in% files_offered(state$folder)$studies) try_it(function() {
        begin(open_plan(file.path(state$folder, value)), TRUE)
      })
    )
    shiny::observeEvent(input$decide, {
      value <- as.character(unlist(input$decide$value))
      if (is.null(state$plan)) choose(input$decide$id, value) else change(input$decide$id, value)
    })
    shiny::observeEvent(input$draft, if (length(state$files)) try_it(function() {
      path <- start$path %||% file.path(state$folder, "study.yml")
      files <- file.path(state$folder, state$files)
      begin(suppressWarnings(draft_plan(files, path, start$title)), FALSE)
    }) else state$said <- "Tick the files of the study first.")
    lapply(names(study_sections), function(id) {
      shiny::observeEvent(input[[paste0("to_", id)]], {
        state$section <- id
        session$sendCustomMessage("pressed", paste0("to_", id))
      })
    })
    shiny::observeEvent(input$undo, {
      if (!length(state$past)) {
        state$said <- "There is nothing to undo."
        return()
      }
      saved <- state$plan$saved
      state$before <- state$plan$text
      state$plan <- replace(state$past[[1]], "saved", list(saved))
      state$past <- state$past[-1]
      state$saved <- FALSE
      state$said <- paste("Undone.", effect_in_brief(result()))
    })
    save <- function(existing) {
      state$clash <- !try_it(function() {
        state$plan <- save_plan(state$plan, existing)
        state$saved <- TRUE
        kept$path <- state$plan$path
        state$said <- paste0("Saved as ", full_path(kept$path), ".")
      }) && file.exists(state$plan$path)
    }
    shiny::observeEvent(input$save, save(if (is.null(state$plan$saved)) existing else "error"))
    shiny::observeEvent(input$replace, save("replace"))
    shiny::observeEvent(input$open, {
      if (!state$saved) {
        state$said <- "Save it first."
      } else if (inherits(result(), "error")) {
        state$said <- "It can't be read as a cohort yet."
      } else {
        kept$path <- state$plan$path
        kept$open <- TRUE
        session$close()
      }
    })
    shiny::observeEvent(input$close, {
      if (state$saved || is.null(state$plan) || state$leave) return(session$close())
      state$leave <- TRUE
      state$said <- "It is not saved. Save it, or close once more to leave it."
    })
    result <- shiny::reactive(
      tryCatch(plan_cohort(state$plan, seen), pairwave_error = function(e) e)
    )
    output$said <- shiny::renderText(state$said)
    output$stage <- shiny::renderUI({
      if (is.null(state$plan)) {
        files_page(state$folder, files_offered(state$folder), shiny::isolate(state$files),
                   state$turn)
      } else {
        shiny::isolate(study_page(state$section))
      }
    })
    output$decisions <- shiny::renderUI(decision_cards(
      state$plan, Filter(function(one) one$section == state$section, plan_decisions(state$plan)),
      state$section, result(), state$turn
    ))
    output$effect <- shiny::renderUI(effect_card(result()))
    output$file <- shiny::renderUI(file_card(state$plan, state$before, state$saved))
    output$clash <- shiny::renderUI(if (state$clash) {
      window_button("replace", "Replace the file that is there")
    })
  }
}

# The files of a folder that could be exports, its folders, and its study files. What is
# hidden stays so.
files_offered <- function(folder, most = 300) {
  all <- list.files(folder)
  is_folder <- dir.exists(file.path(folder, all))
  files <- all[!is_folder]
  ending <- file_ending(files)
  list(
    folders = utils::head(all[is_folder], most),
    files = utils::head(files[ending %in% export_endings], most),
    studies = utils::head(files[is_study_file(files)], most),
    more = max(0, sum(is_folder) - most, sum(ending %in% export_endings) - most)
  )
}

export_endings <- c("csv", "tsv", "txt", "xlsx", "xls", "sav", "zsav", "por", "dta", "sas7bdat",
                    "xpt", "sps", "dat")
