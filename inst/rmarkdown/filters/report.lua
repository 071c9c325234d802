-- What a report may hold besides text: its own tables and its own figures.
-- All names and answers are escaped before they come here. Should one get through
-- as markup, it reads no file, calls no address and runs no script: it is text.

local mark
local page = false
local table_word = 'Table'

local function plain(text) return pandoc.Str(text) end

-- A figure that knitr drew for this report, by the name of its file (which LaTeX
-- has without its ending).
local function is_figure(file)
  return file:match('^[%w_-]+_files/figure%-%w+/[%w_-]+%.?%w*$') ~= nil
end

-- The element of such a figure, as knitr writes it.
local function is_figure_element(text)
  local file, rest = text:match('^<img src="([^"<>]*)"(.-)/>$')
  if not file or not is_figure(file) then return false end
  for name in rest:gsub('="[^"<>]*"', '='):gmatch('%S+') do
    if not name:match('^%a+=$') then return false end
    if name ~= 'alt=' and name ~= 'width=' and name ~= 'height=' and name ~= 'style=' then
      return false
    end
  end
  return true
end

local function is_figure_command(text)
  local file = text:match('^\\includegraphics%[?[%w%.\\,=]*%]?{([^{}]*)}%s*$')
  return file ~= nil and is_figure(file)
end

-- The text of a raw element that the report made, or nil.
local function own(element)
  if mark ~= '' and element.text:sub(1, #mark) == mark then
    return (element.text:sub(#mark + 1):gsub('^\n', ''))
  end
  if element.format == 'html' and is_figure_element(element.text) then return element.text end
  if element.format ~= 'html' and is_figure_command(element.text) then return element.text end
end

local function without_attributes(element)
  element.attributes = {}
  return element
end

return {
  {
    Meta = function(meta)
      mark = pandoc.utils.stringify(meta['pairwave-mark'] or '')
      page = pandoc.utils.stringify(meta['pairwave-format'] or '') == 'html'
      local word = pandoc.utils.stringify(meta['pairwave-table'] or '')
      if word ~= '' then table_word = word end
      return { title = meta.title, lang = meta.lang }
    end
  },
  {
    RawBlock = function(element)
      if element.text:match('^<!%-%-[%s]*%-%->$') then return {} end
      local text = own(element)
      if text then return pandoc.RawBlock(element.format, text) end
      return pandoc.Para({ plain(element.text) })
    end,
    RawInline = function(element)
      if element.text:match('^<!%-%-[%s]*%-%->$') then return {} end
      local text = own(element)
      if text then return pandoc.RawInline(element.format, text) end
      return plain(element.text)
    end,
    Image = function(element)
      if not is_figure(element.src) then return element.caption end
      local width, height = element.attributes.width, element.attributes.height
      element.attributes = {}
      if width then element.attributes.width = width end
      if height then element.attributes.height = height end
      return element
    end,
    Link = function(element)
      if element.target:sub(1, 1) ~= '#' then return element.content end
      return without_attributes(element)
    end,
    Math = function(element) return plain(element.text) end,
    Cite = function(element) return element.content end,
    -- What is told in another language than the page's says so.
    Div = function(element)
      local lang = element.attributes.lang
      element = without_attributes(element)
      if lang and lang:match('^%a%a$') then element.attributes.lang = lang end
      return element
    end,
    Span = without_attributes,
    Header = without_attributes,
    Code = without_attributes,
    CodeBlock = without_attributes
  },
  {
    -- On a page a table that is wider than the window scrolls in a box of its own, and each
    -- section of the appendix is folded.
    Pandoc = function(document)
      if not page then return document end
      local blocks, tables = {}, 0
      local in_appendix, folded = false, false
      local function html(text) table.insert(blocks, pandoc.RawBlock('html', text)) end
      local function unfold()
        if folded then html('</details>') end
        folded = false
      end
      for _, block in ipairs(document.blocks) do
        if block.t == 'Header' and block.level <= 2 then
          unfold()
          in_appendix = block.level == 2 and block.identifier == 'appendix'
        end
        if block.t == 'Header' and block.level == 3 and in_appendix then
          unfold()
          html('<details><summary>')
          table.insert(blocks, block)
          html('</summary>')
          folded = true
        elseif block.t == 'RawBlock' and block.text:match('^<table') then
          tables = tables + 1
          html('<section class="scroll" tabindex="0" aria-label="' .. table_word .. ' ' .. tables .. '">')
          table.insert(blocks, block)
          html('</section>')
        else
          table.insert(blocks, block)
        end
      end
      unfold()
      document.blocks = blocks
      return document
    end
  }
}
