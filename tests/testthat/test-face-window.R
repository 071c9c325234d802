own_place <- function() {
  place <- new_window_place()
  note_addresses(place, "http://127.0.0.1:4321", on_server = FALSE)
  place
}

asks <- function(...) utils::modifyList(list(HTTP_HOST = "127.0.0.1:4321", PATH_INFO = "/"), list(...))

test_that("a window answers its own page alone", {
  place <- own_place()
  expect_true(is_own_request(asks(), place))
  expect_true(is_own_request(asks(HTTP_ORIGIN = "http://127.0.0.1:4321"), place))
  for (host in c("evil.example:4321", "localhost:4321", "127.0.0.1", "127.0.0.1:4322", "")) {
    expect_false(is_own_request(asks(HTTP_HOST = host), place), info = host)
  }
  for (origin in c("null", "http://evil.example", "https://127.0.0.1:4321", "http://127.0.0.1:43211")) {
    expect_false(is_own_request(asks(HTTP_ORIGIN = origin), place), info = origin)
  }
  expect_false(is_own_request(list(PATH_INFO = "/"), place))
  own <- paste0("/", place$path, "/websocket/")
  page <- "http://127.0.0.1:4321"
  expect_true(is_own_request(asks(PATH_INFO = own, HTTP_ORIGIN = page), place, path = TRUE))
  # What is no browser says no origin.
  expect_false(is_own_request(asks(PATH_INFO = own), place, path = TRUE))
  expect_false(is_own_request(asks(PATH_INFO = "/websocket/", HTTP_ORIGIN = page), place, TRUE))
  expect_false(is_own_request(asks(PATH_INFO = own, HTTP_ORIGIN = "null"), place, TRUE))
})

test_that("RStudio Server's page is answered through its proxy, and no other", {
  skip_if_not_installed("rstudioapi")
  place <- new_window_place()
  outside <- function(url, absolute) {
    expect_true(absolute)
    sub("http://127.0.0.1:4321", "https://RStudio.example.org:8443/s/1/p/0a1b2c3d", url, fixed = TRUE)
  }
  note_addresses(place, "http://127.0.0.1:4321", on_server = TRUE, translate = outside)
  expect_identical(place$origin, "https://rstudio.example.org:8443")
  page <- function(...) {
    utils::modifyList(list(HTTP_HOST = "localhost:4321", HTTP_ORIGIN = "https://rstudio.example.org:8443",
                           PATH_INFO = paste0("/", place$path, "/websocket/")), list(...))
  }
  expect_true(is_own_request(page(), place, path = TRUE))
  expect_true(is_own_request(page(HTTP_ORIGIN = NULL, PATH_INFO = "/"), place))
  for (host in c("127.0.0.1:4321", "rstudio.example.org:8443", "evil.example", "localhost")) {
    expect_false(is_own_request(page(HTTP_HOST = host), place, path = TRUE), info = host)
  }
  for (origin in c("https://rstudio.example.org", "http://rstudio.example.org:8443", "null", "",
                   "http://127.0.0.1:4321", "http://localhost:4321", "https://evil.example")) {
    expect_false(is_own_request(page(HTTP_ORIGIN = origin), place), info = origin)
    expect_false(is_own_request(page(HTTP_ORIGIN = origin), place, path = TRUE), info = origin)
  }
  expect_false(is_own_request(page(HTTP_ORIGIN = NULL), place, path = TRUE))
  skip_if_not_installed("shiny")
  given <- window_response(page(), shiny::httpResponse(200L, "text/html", ""), place)
  expect_match(given$headers[["Content-Security-Policy"]], "connect-src 'self' wss://rstudio.example.org:8443;",
               fixed = TRUE)
})

test_that("a server that does not say where its page is gets no window", {
  skip_if_not_installed("rstudioapi")
  withr::local_envvar(RSTUDIO_PROGRAM_MODE = "server")
  expect_true(is_rstudio_server())
  open <- function(seen) {
    note_addresses(new_window_place(), "http://127.0.0.1:4321", translate = function(...) seen, call = NULL)
  }
  expect_snapshot(error = TRUE, open("http://127.0.0.1:4321/x"))
  for (seen in c("p/0a1b2c3d/x", "https://a b/p/1", "https://a'; script-src */p/1", "javascript:alert(1)")) {
    expect_error(open(seen), class = "pairwave_error_argument")
  }
  withr::local_envvar(RSTUDIO_PROGRAM_MODE = "desktop")
  expect_false(is_rstudio_server())
})

test_that("an answer to another page is a refusal, and to its own says what may be loaded", {
  skip_if_not_installed("shiny")
  page <- shiny::httpResponse(200L, "text/html", "<p>secret</p>")
  refused <- window_response(asks(HTTP_HOST = "evil.example"), page, own_place())
  expect_identical(refused$status, 403L)
  expect_no_match(refused$content, "secret")
  given <- window_response(asks(), page, own_place())
  expect_identical(given$content, "<p>secret</p>")
  policy <- given$headers[["Content-Security-Policy"]]
  expect_match(policy, "default-src 'none'; script-src 'self'; ", fixed = TRUE)
  expect_no_match(policy, "https?:|[*]|unsafe-eval")
})

test_that("a session of another page ends before the window's server hears of it", {
  skip_if_not_installed("shiny")
  skip_if_not_installed("later")
  place <- own_place()
  heard <- 0
  ended <- NULL
  server <- window_server(function(input, output, session) heard <<- heard + 1, place, wait = 0)
  session <- function(...) {
    closed <- FALSE
    list(request = asks(...), close = function() closed <<- TRUE, onSessionEnded = function(f) ended <<- f,
         is_closed = function() closed)
  }
  other <- session(PATH_INFO = paste0("/", place$path, "/websocket/"), HTTP_ORIGIN = "http://evil.example")
  server(NULL, NULL, other)
  expect_true(other$is_closed())
  expect_identical(heard, 0)
  own <- session(PATH_INFO = paste0("/", place$path, "/websocket/"),
                 HTTP_ORIGIN = "http://127.0.0.1:4321")
  server(NULL, NULL, own)
  expect_false(own$is_closed())
  expect_identical(heard, 1)
  expect_identical(place$pages, 1L)
  # A closed window does not end the next: shiny would warn that no app runs.
  place$is_open <- FALSE
  ended()
  expect_identical(place$pages, 0L)
  expect_silent(later::run_now())
})

test_that("a window is shown where the editor shows pages, and needs somebody who looks", {
  shown <- NULL
  withr::local_options(viewer = function(url) shown <<- url)
  show_window("http://127.0.0.1:4321/x")
  expect_identical(shown, "http://127.0.0.1:4321/x")
  opened <- NULL
  withr::local_options(viewer = NULL, browser = function(url) opened <<- url)
  expect_snapshot(show_window("http://127.0.0.1:4321/y"))
  expect_identical(opened, "http://127.0.0.1:4321/y")
  withr::local_options(browser = "")
  expect_message(show_window("http://127.0.0.1:4321/z"), "4321/z", class = "pairwave_message_window")
  withr::local_options(rlang_interactive = FALSE)
  skip_if_not_installed("shiny")
  skip_if_not_installed("httpuv")
  skip_if_not_installed("later")
  expect_snapshot(error = TRUE, {
    review_links(read_cohort(review_study()), window = TRUE)
    browse(demo_cohort())
  })
})

test_that("a page names itself, its language and its look, and a button its key", {
  skip_if_not_installed("shiny")
  page <- window_page("A <b>title</b>", shiny::tags$p("x"), "Gone <i>")
  expect_identical(attr(page, "lang"), "en")
  text <- as.character(page)
  expect_match(text, "<h1>A &lt;b&gt;title&lt;/b&gt;</h1>", fixed = TRUE)
  expect_match(text, "<main id=\"main\"", fixed = TRUE)
  expect_match(text, "hidden>Gone &lt;i&gt;</p>", fixed = TRUE)
  button <- as.character(window_button("same", "Same", "s"))
  expect_match(button, "aria-keyshortcuts=\"s\"", fixed = TRUE)
  expect_match(button, "data-key=\"s\"", fixed = TRUE)
})
