"""The fields of the messages imitated here: unknown ones are refused, in bodies and in field masks.

Read with `fields_of`. Source: Google's discovery document for Sheets v4, reduced to names and
types.
"""

import json
import re

from ita_sync.sandbox.problems import unreadable

Violation = tuple[str, str]

# One message a paragraph: name = field:type ...
# The types: s text, b boolean, i int32, n number, ? anything, [x] list.
_MESSAGES = """
AddDimensionGroupRequest = range:DimensionRange
AddNamedRangeRequest = namedRange:NamedRange
AddProtectedRangeRequest = protectedRange:ProtectedRange
AddSheetRequest = properties:SheetProperties
AppendCellsRequest = fields:s rows:[RowData] sheetId:i tableId:s
AppendDimensionRequest = dimension:s length:i sheetId:i
AutoResizeDimensionsRequest = dataSourceSheetDimensions:? dimensions:DimensionRange
AppendValuesResponse = spreadsheetId:s tableRange:s updates:UpdateValuesResponse
BooleanCondition = type:s values:[ConditionValue]
BasicFilter = criteria:? filterSpecs:[FilterSpec] range:GridRange sortSpecs:[SortSpec] tableId:s
BatchClearValuesRequest = ranges:[s]
BatchClearValuesResponse = clearedRanges:[s] spreadsheetId:s
BatchGetValuesByDataFilterRequest = dataFilters:[DataFilter] dateTimeRenderOption:s majorDimension:s
  valueRenderOption:s
BatchGetValuesByDataFilterResponse = spreadsheetId:s valueRanges:[MatchedValueRange]
BatchGetValuesResponse = spreadsheetId:s valueRanges:[ValueRange]
BatchUpdateSpreadsheetRequest = commentsViewMode:s includeSpreadsheetInResponse:b requests:[Request]
  responseIncludeGridData:b responseRanges:[s]
BatchUpdateSpreadsheetResponse = commentUpdateState:s replies:[Response] spreadsheetId:s
  updatedSpreadsheet:Spreadsheet
BatchUpdateValuesRequest = data:[ValueRange] includeValuesInResponse:b
  responseDateTimeRenderOption:s responseValueRenderOption:s valueInputOption:s
BatchUpdateValuesResponse = responses:[UpdateValuesResponse] spreadsheetId:s totalUpdatedCells:i
  totalUpdatedColumns:i totalUpdatedRows:i totalUpdatedSheets:i
Border = color:Color colorStyle:ColorStyle style:s width:i
Borders = bottom:Border left:Border right:Border top:Border
CellData = chipRuns:[?] dataSourceFormula:? dataSourceTable:? dataValidation:DataValidationRule
  effectiveFormat:CellFormat effectiveValue:ExtendedValue formattedValue:s hyperlink:s note:s
  pivotTable:? textFormatRuns:[TextFormatRun] userEnteredFormat:CellFormat
  userEnteredValue:ExtendedValue
CellFormat = backgroundColor:Color backgroundColorStyle:ColorStyle borders:Borders
  horizontalAlignment:s hyperlinkDisplayType:s numberFormat:NumberFormat padding:Padding
  textDirection:s textFormat:TextFormat textRotation:TextRotation verticalAlignment:s wrapStrategy:s
ClearBasicFilterRequest = sheetId:i
ClearValuesRequest =
ClearValuesResponse = clearedRange:s spreadsheetId:s
Color = alpha:n blue:n green:n red:n
ColorStyle = rgbColor:Color themeColor:s
CopyPasteRequest = destination:GridRange pasteOrientation:s pasteType:s source:GridRange
CopySheetToAnotherSpreadsheetRequest = destinationSpreadsheetId:s
CreateDeveloperMetadataRequest = developerMetadata:DeveloperMetadata
CutPasteRequest = destination:GridCoordinate pasteType:s source:GridRange
ConditionValue = relativeDate:s userEnteredValue:s
DataValidationRule = condition:BooleanCondition inputMessage:s showCustomUi:b strict:b
DataFilter = a1Range:s developerMetadataLookup:DeveloperMetadataLookup gridRange:GridRange
DeleteDeveloperMetadataRequest = dataFilter:DataFilter
DeleteDimensionGroupRequest = range:DimensionRange
DeleteDimensionRequest = range:DimensionRange
DeleteNamedRangeRequest = namedRangeId:s
DeleteProtectedRangeRequest = protectedRangeId:i
DeleteRangeRequest = range:GridRange shiftDimension:s
DeleteSheetRequest = sheetId:i
DeveloperMetadata = location:DeveloperMetadataLocation metadataId:i metadataKey:s metadataValue:s
  visibility:s
DeveloperMetadataLocation = dimensionRange:DimensionRange locationType:s sheetId:i spreadsheet:b
DeveloperMetadataLookup = locationMatchingStrategy:s locationType:s metadataId:i metadataKey:s
  metadataLocation:DeveloperMetadataLocation metadataValue:s visibility:s
DimensionGroup = collapsed:b depth:i range:DimensionRange
DimensionProperties = dataSourceColumnReference:? developerMetadata:[DeveloperMetadata]
  hiddenByFilter:b hiddenByUser:b pixelSize:i
DimensionRange = dimension:s endIndex:i sheetId:i startIndex:i
DuplicateSheetRequest = insertSheetIndex:i newSheetId:i newSheetName:s sourceSheetId:i
Editors = domainUsersCanEdit:b groups:[s] users:[s]
ErrorValue = message:s type:s
ExtendedValue = boolValue:b errorValue:ErrorValue formulaValue:s numberValue:n stringValue:s
FilterSpec = columnIndex:i dataSourceColumnReference:? filterCriteria:?
FilterView = criteria:? filterSpecs:[FilterSpec] filterViewId:i namedRangeId:s range:GridRange
  sortSpecs:[SortSpec] tableId:s title:s
GetSpreadsheetByDataFilterRequest = commentsViewMode:s dataFilters:[DataFilter]
  excludeTablesInBandedRanges:b includeGridData:b
GridCoordinate = columnIndex:i rowIndex:i sheetId:i
GridData = columnMetadata:[DimensionProperties] rowData:[RowData] rowMetadata:[DimensionProperties]
  startColumn:i startRow:i
GridProperties = columnCount:i columnGroupControlAfter:b frozenColumnCount:i frozenRowCount:i
  hideGridlines:b rowCount:i rowGroupControlAfter:b
GridRange = endColumnIndex:i endRowIndex:i sheetId:i startColumnIndex:i startRowIndex:i
InsertDimensionRequest = inheritFromBefore:b range:DimensionRange
InsertRangeRequest = range:GridRange shiftDimension:s
Link = uri:s
MatchedDeveloperMetadata = dataFilters:[DataFilter] developerMetadata:DeveloperMetadata
MatchedValueRange = dataFilters:[DataFilter] valueRange:ValueRange
MergeCellsRequest = mergeType:s range:GridRange
MoveDimensionRequest = destinationIndex:i source:DimensionRange
NamedRange = name:s namedRangeId:s range:GridRange
NumberFormat = pattern:s type:s
Padding = bottom:i left:i right:i top:i
ProtectedRange = description:s editors:Editors namedRangeId:s protectedRangeId:i range:GridRange
  requestingUserCanEdit:b tableId:s unprotectedRanges:[GridRange] warningOnly:b
RepeatCellRequest = cell:CellData fields:s range:GridRange
Request = addDimensionGroup:AddDimensionGroupRequest addNamedRange:AddNamedRangeRequest
  addProtectedRange:AddProtectedRangeRequest addSheet:AddSheetRequest appendCells:AppendCellsRequest
  appendDimension:AppendDimensionRequest autoResizeDimensions:AutoResizeDimensionsRequest
  clearBasicFilter:ClearBasicFilterRequest copyPaste:CopyPasteRequest
  createDeveloperMetadata:CreateDeveloperMetadataRequest cutPaste:CutPasteRequest
  deleteDeveloperMetadata:DeleteDeveloperMetadataRequest deleteDimension:DeleteDimensionRequest
  deleteDimensionGroup:DeleteDimensionGroupRequest deleteNamedRange:DeleteNamedRangeRequest
  deleteProtectedRange:DeleteProtectedRangeRequest deleteRange:DeleteRangeRequest
  deleteSheet:DeleteSheetRequest duplicateSheet:DuplicateSheetRequest
  insertDimension:InsertDimensionRequest insertRange:InsertRangeRequest mergeCells:MergeCellsRequest
  moveDimension:MoveDimensionRequest repeatCell:RepeatCellRequest
  setBasicFilter:SetBasicFilterRequest setDataValidation:SetDataValidationRequest
  sortRange:SortRangeRequest unmergeCells:UnmergeCellsRequest updateCells:UpdateCellsRequest
  updateDeveloperMetadata:UpdateDeveloperMetadataRequest
  updateDimensionProperties:UpdateDimensionPropertiesRequest
  updateNamedRange:UpdateNamedRangeRequest updateProtectedRange:UpdateProtectedRangeRequest
  updateSheetProperties:UpdateSheetPropertiesRequest
  updateSpreadsheetProperties:UpdateSpreadsheetPropertiesRequest
  addBanding:? addChart:? addCommentReply:? addConditionalFormatRule:? addDataSource:?
  addFilterView:? addSlicer:? addTable:? autoFill:? cancelDataSourceRefresh:? deleteBanding:?
  deleteComment:? deleteCommentReply:? deleteConditionalFormatRule:? deleteDataSource:?
  deleteDuplicates:? deleteEmbeddedObject:? deleteFilterView:? deleteTable:? duplicateFilterView:?
  findReplace:? insertComment:? pasteData:? randomizeRange:? refreshDataSource:? textToColumns:?
  trimWhitespace:? updateBanding:? updateBorders:? updateChartSpec:? updateCommentPost:?
  updateConditionalFormatRule:? updateDataSource:? updateDimensionGroup:?
  updateEmbeddedObjectBorder:? updateEmbeddedObjectPosition:? updateFilterView:? updateSlicerSpec:?
  updateTable:?
Response = addDimensionGroup:? addNamedRange:? addProtectedRange:? addSheet:?
  createDeveloperMetadata:? deleteDeveloperMetadata:? deleteDimensionGroup:? duplicateSheet:?
  updateDeveloperMetadata:?
RowData = values:[CellData]
SearchDeveloperMetadataRequest = dataFilters:[DataFilter]
SearchDeveloperMetadataResponse = matchedDeveloperMetadata:[MatchedDeveloperMetadata]
SetBasicFilterRequest = filter:BasicFilter
SetDataValidationRequest = filteredRowsIncluded:b range:GridRange rule:DataValidationRule
Sheet = bandedRanges:[?] basicFilter:BasicFilter charts:[?] columnGroups:[DimensionGroup]
  commentAnchors:[?] conditionalFormats:[?] data:[GridData] developerMetadata:[DeveloperMetadata]
  filterViews:[FilterView] merges:[GridRange] properties:SheetProperties
  protectedRanges:[ProtectedRange] rowGroups:[DimensionGroup] slicers:[?] tables:[?]
SheetProperties = dataSourceSheetProperties:? gridProperties:GridProperties hidden:b index:i
  rightToLeft:b sheetId:i sheetType:s tabColor:Color tabColorStyle:ColorStyle title:s
SortRangeRequest = range:GridRange sortSpecs:[SortSpec]
SortSpec = backgroundColor:Color backgroundColorStyle:ColorStyle dataSourceColumnReference:?
  dimensionIndex:i foregroundColor:Color foregroundColorStyle:ColorStyle sortOrder:s
Spreadsheet = comments:[?] commentsViewMode:s dataSourceSchedules:[?] dataSources:[?]
  developerMetadata:[DeveloperMetadata] namedRanges:[NamedRange] properties:SpreadsheetProperties
  sheets:[Sheet] spreadsheetId:s spreadsheetUrl:s
SpreadsheetProperties = autoRecalc:s defaultFormat:CellFormat
  importFunctionsExternalUrlAccessAllowed:b iterativeCalculationSettings:? locale:s
  spreadsheetTheme:? timeZone:s title:s
TextFormat = bold:b fontFamily:s fontSize:i foregroundColor:Color foregroundColorStyle:ColorStyle
  italic:b link:Link strikethrough:b underline:b
TextFormatRun = format:TextFormat startIndex:i
TextRotation = angle:i vertical:b
UnmergeCellsRequest = range:GridRange
UpdateCellsRequest = fields:s range:GridRange rows:[RowData] start:GridCoordinate
UpdateDeveloperMetadataRequest = dataFilters:[DataFilter] developerMetadata:DeveloperMetadata
  fields:s
UpdateDimensionPropertiesRequest = fields:s properties:DimensionProperties range:DimensionRange
UpdateNamedRangeRequest = fields:s namedRange:NamedRange
UpdateProtectedRangeRequest = fields:s protectedRange:ProtectedRange
UpdateSheetPropertiesRequest = fields:s properties:SheetProperties
UpdateSpreadsheetPropertiesRequest = fields:s properties:SpreadsheetProperties
UpdateValuesResponse = spreadsheetId:s updatedCells:i updatedColumns:i updatedData:ValueRange
  updatedRange:s updatedRows:i
ValueRange = majorDimension:s range:s values:[[?]]
"""

_INT32 = 2**31
_WHOLE = re.compile(r"-?\d{1,10}", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_NAMES = {"s": "TYPE_STRING", "b": "TYPE_BOOL", "i": "TYPE_INT32", "n": "TYPE_DOUBLE"}


def _read(text: str) -> dict[str, dict[str, str]]:
    messages: dict[str, dict[str, str]] = {}
    for paragraph in text.strip().replace("\n  ", " ").splitlines():
        name, _, fields = paragraph.partition(" =")
        messages[name] = dict(each.split(":") for each in fields.split())
    return messages


_FIELDS = _read(_MESSAGES)


def fields_of(message: str) -> dict[str, str] | None:
    """{field: type} of a message; None for a plain or opaque type. List types are written [x]."""
    return _FIELDS.get(message.strip("[]"))


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _fits(kind: str, value: object) -> bool:
    if kind == "b":
        return isinstance(value, bool)
    if kind == "s":
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return kind == "n" or (value == int(value) and -_INT32 <= value < _INT32)


def _bad_value(where: str, kind: str, value: object) -> Violation:
    shown = f'"{value}"' if isinstance(value, str) else json.dumps(value)
    return where, f"Invalid value at '{where}' ({kind}), {shown}"


def violations(message: str, body: object, where: str = "") -> list[Violation]:
    """(field, sentence) for whatever Google's JSON parser refuses in `body`; see `check_body`.

    A number given as text becomes one, in place.
    """
    if body is None or message == "?":
        return []
    if message.startswith("["):
        inner = message[1:-1]
        if not isinstance(body, list):
            # Google calls a list inside a list a ListValue, as that is how values are declared.
            return [_bad_value(where, "type.googleapis.com/google.protobuf.ListValue", body)]
        return [
            found
            for at, each in enumerate(body)
            for found in violations(inner, each, f"{where}[{at}]")
        ]
    fields = fields_of(message)
    if fields is None:
        return [] if _fits(message, body) else [_bad_value(where, _NAMES[message], body)]
    if not isinstance(body, dict):
        return [_bad_value(where, f"type.googleapis.com/google.apps.sheets.v4.{message}", body)]
    for name, value in body.items():
        body[name] = _counted(fields.get(name, "?"), value)
    return [found for name, value in body.items() for found in _field(fields, name, value, where)]


def _counted(kind: str, value: object) -> object:
    """A number that came as text, as a number: gspread sends ids of protected ranges that way.

    Source: ProtoJSON, "either numbers or strings are accepted".
    """
    if kind == "i" and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if kind == "n" and isinstance(value, str) and _DECIMAL.fullmatch(value):
        return float(value)
    return value


def _field(fields: dict[str, str], name: str, value: object, where: str) -> list[Violation]:
    if name not in fields:
        place = f" at '{where}'" if where else ""
        return [
            (
                where,
                f'Invalid JSON payload received. Unknown name "{name}"{place}: Cannot find field.',
            )
        ]
    return violations(fields[name], value, f"{where}.{_snake(name)}" if where else _snake(name))


def check_body(message: str, body: object, where: str = "") -> None:
    """Refuse what Google's JSON parser refuses.

    That is: unknown names, values of the wrong type, integers beyond 32 bits.

    `where` is the path of `body` inside the request, in snake case as Google prints it. null means
    not given. Raises ApiError 400. Source: errors quoted in google-api-nodejs-client issue 597.
    """
    if found := violations(message, body, where):
        raise unreadable(found)
