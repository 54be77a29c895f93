-- Used by load.ts: the last argument is the path that is asked for. Where it holds eight number signs, they are
-- replaced by a number that grows with each request. Prints what was seen as a line of JSON.

function init(arguments)
  wrk.path = arguments[#arguments]
  local whole = wrk.format()
  local before, after = whole:match('^(.-)########(.*)$')
  if not before then return end
  local number = 0
  request = function()
    number = number + 1
    return string.format('%s%08d%s', before, number, after)
  end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"answers":%d,"seconds":%f,"bytes":%d,"failures":%d,"broken":%d,"p50":%f,"p99":%f}',
    summary.requests,
    summary.duration / 1000000,
    summary.bytes,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000,
    latency:percentile(99) / 1000
  ))
end
