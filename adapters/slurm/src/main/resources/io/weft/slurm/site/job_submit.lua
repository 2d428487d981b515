-- Copyright 2026 The Weft Authors
-- Licensed under the Apache License, Version 2.0; see https://www.apache.org/licenses/LICENSE-2.0
--
-- Has jobs of the managed partitions wait for Weft, and guards what Weft relies on.  It goes beside
-- slurm.conf, with JobSubmitPlugins=lua.  Jobs of other partitions are not touched.
--
-- The comment of a job is, once Weft has started it,
--     weft:TOKEN:SUBMITTED:CLASS[LIMIT]:CORES|what the user wrote
-- and weft:hold... while its user does not want it to start.  Users write what is behind the bar.
-- LIMIT is the time limit that the user asked for, in minutes, where Slurm has a longer one.
-- When Weft writes that comment, the job is released by the same update, if it still is the job that
-- Weft means and waits for Weft alone: nothing can come in between.
--
-- What Weft relies on; `weft slurm check` compares it with its own.
-- weft: guard 2

-- The partitions that Weft manages.
local MANAGED = { "main" }

-- Who may start jobs: the uid that Weft runs as, root or SlurmUser.
local OWNER = 0

-- Whether Weft may stop a batch job and start it anew, if its user said neither --requeue nor
-- --no-requeue.
local REQUEUE_BY_DEFAULT = false

local COMMENT_MAX = 1023
local PREFIX = "weft:"
local HOLD = "weft:hold"
local ORDER = "weft:w"

-- The priority by which `scontrol release` asks Slurm for one.
local RELEASED = 4294967295
local STATE_PENDING = 0
local STATE_FLAGS = 256
local STATE_COMPLETING = 32768

local managed = {}
for _, name in ipairs(MANAGED) do
   managed[name] = true
end

local function starts_with(text, start)
   return text ~= nil and string.sub(text, 1, #start) == start
end

-- Whether all of the partitions are managed, none is, or (nil) some are.
local function is_managed(partitions, part_list)
   if partitions == nil or partitions == "" then
      for name, partition in pairs(part_list) do
         if partition.flag_default == 1 then
            return managed[name] == true
         end
      end
      return false
   end
   local yes, no = 0, 0
   for name in string.gmatch(partitions, "[^,]+") do
      if managed[name] then
         yes = yes + 1
      else
         no = no + 1
      end
   end
   if yes == 0 then
      return false
   end
   if yes == 1 and no == 0 then
      return true
   end
   return nil
end

local function refuse(message)
   slurm.user_msg("weft: " .. message)
   return slurm.ERROR
end

local function is_set(number)
   return number ~= nil and number ~= slurm.NO_VAL and number ~= slurm.NO_VAL64
end

local function is_text(text)
   return text ~= nil and text ~= ""
end

-- The comment in two parts: what Weft wrote, or nil, and what the user wrote.
local function split(comment)
   if not starts_with(comment, PREFIX) then
      return nil, comment or ""
   end
   local bar = string.find(comment, "|", 1, true)
   if bar == nil then
      return comment, ""
   end
   return string.sub(comment, 1, bar - 1), string.sub(comment, bar + 1)
end

local function join(own, users)
   if own == nil then
      -- Slurm keeps the old comment when the new one is empty.
      return users ~= "" and users or PREFIX
   end
   if users == "" then
      return own
   end
   return string.sub(own .. "|" .. users, 1, COMMENT_MAX)
end

local function with_hold(own)
   if own == nil then
      return HOLD
   end
   if starts_with(own, HOLD) then
      return own
   end
   return HOLD .. string.sub(own, #PREFIX)
end

local function without_hold(own)
   if own == HOLD then
      return nil
   end
   return "weft" .. string.sub(own, #HOLD + 1)
end

-- When a job was submitted first, as Weft wrote it, or nil.
local function submitted(own)
   return tonumber(string.match(own or "", "^weft:[hold:]*w%d+%.%d+:(%d+):"))
end

-- The limit that Weft keeps there for the user, in minutes, or nil.
local function limit(own)
   return tonumber(string.match(own or "", "^weft:[hold:]*w%d+%.%d+:%d+:[biu-](%d+):"))
end

local function with_limit(own, minutes)
   return (string.gsub(own, "^(weft:[hold:]*w%d+%.%d+:%d+:[biu-])%d+", "%1" .. minutes, 1))
end

-- How many nodes a list such as n[1-3,7],m2 names.
local function count(nodes)
   local number = 0
   local names = string.gsub(nodes, "%[([^%]]*)%]", function(ranges)
      for range in string.gmatch(ranges, "[^,]+") do
         local first, last = string.match(range, "^(%d+)-(%d+)$")
         number = number + (first and tonumber(last) - tonumber(first) + 1 or 1)
      end
      return "["
   end)
   for name in string.gmatch(names, "[^,]+") do
      number = number + (string.find(name, "[", 1, true) and 0 or 1)
   end
   return number
end

-- The nodes that an order names, and how many they are.  None if they did not fit into it.
local function nodes_of(order)
   local list, number = {}, 0
   local shares = string.match(order, "^weft:w%d+%.%d+:%d+:[biu-]%d*:(.*)$")
   for nodes in string.gmatch(shares or "", "([^;=]+)=[^;=]+") do
      list[#list + 1] = nodes
      number = number + count(nodes)
   end
   return table.concat(list, ","), number
end

local function waits(job_rec)
   local state = job_rec.job_state
   return state % STATE_FLAGS == STATE_PENDING
      and math.floor(state / STATE_COMPLETING) % 2 == 0
end

-- Starts a job as Weft orders, or refuses, by its record as it is now.
local function start(job_desc, job_rec, own, users, part_list)
   if not waits(job_rec) or job_rec.priority ~= 0 then
      return refuse("the job is not held")
   end
   if starts_with(own, HOLD) then
      return refuse("the job is held by its user")
   end
   if submitted(job_desc.comment) ~= (submitted(own) or job_rec.submit_time) then
      return refuse("another job has that number")
   end
   local kept = limit(own)
   local told = limit(job_desc.comment)
   if told ~= nil then
      local asked = kept or job_rec.time_limit
      if is_set(asked) and asked ~= told then
         return refuse("its time limit was changed")
      end
      -- A job that asks for more than its partition allows would not start.
      local partition = part_list[job_rec.partition]
      if partition ~= nil then
         job_desc.time_limit = math.min(job_desc.time_limit, partition.max_time)
      end
   elseif kept ~= nil then
      job_desc.time_limit = kept
   end
   job_desc.priority = RELEASED
   if job_rec.restart_cnt > 0 then
      -- Slurm has a job that it requeued wait for two minutes; its user's wish is over.
      job_desc.begin_time = os.time()
   end
   local nodes, number = nodes_of(job_desc.comment)
   if number > 0 then
      -- Told by scontrol they would cost a look at the job; without the number Slurm may take more.
      job_desc.req_nodes = nodes
      job_desc.min_nodes = number
      job_desc.max_nodes = number
   end
   job_desc.comment = join(job_desc.comment, users)
   return slurm.SUCCESS
end

function slurm_job_submit(job_desc, part_list, submit_uid)
   local mine = is_managed(job_desc.partition, part_list)
   if mine == false then
      return slurm.SUCCESS
   end
   if mine == nil then
      return refuse("ask for one partition")
   end
   if starts_with(job_desc.comment, PREFIX) then
      return refuse("a comment must not start with " .. PREFIX)
   end
   if is_text(job_desc.req_nodes) or is_text(job_desc.exc_nodes) then
      return refuse("nodes are chosen by Weft; ask for features")
   end
   if job_desc.priority == 0 then
      job_desc.comment = join(HOLD, job_desc.comment or "")
   end
   if REQUEUE_BY_DEFAULT and job_desc.requeue == slurm.NO_VAL16 then
      job_desc.requeue = 1
   end
   job_desc.priority = 0
   return slurm.SUCCESS
end

function slurm_job_modify(job_desc, job_rec, part_list, modify_uid)
   local mine = managed[job_rec.partition] == true
   if is_text(job_desc.partition) then
      if is_managed(job_desc.partition, part_list) ~= mine then
         return refuse("a job cannot be moved into or out of a managed partition")
      end
   end
   if not mine then
      return slurm.SUCCESS
   end
   local own, users = split(job_rec.comment)
   if modify_uid == OWNER then
      if starts_with(job_desc.comment, ORDER) then
         return start(job_desc, job_rec, own, users, part_list)
      end
      if is_set(job_desc.time_limit) and limit(own) ~= nil then
         -- An operator's limit is Slurm's and the user's.
         job_desc.comment = join(with_limit(own, ""), users)
         return slurm.SUCCESS
      end
      -- Weft writes its part; what the user wrote stays.
      if starts_with(job_desc.comment, PREFIX) then
         job_desc.comment = join(job_desc.comment, users)
      end
      return slurm.SUCCESS
   end
   if is_text(job_desc.req_nodes) or is_text(job_desc.exc_nodes) then
      return refuse("nodes are chosen by Weft; ask for features")
   end
   if starts_with(job_desc.comment, PREFIX) then
      return refuse("a comment must not start with " .. PREFIX)
   end
   if job_desc.comment ~= nil then
      users = job_desc.comment
      if own ~= nil then
         job_desc.comment = join(own, users)
      end
   end
   if is_set(job_desc.time_limit) and limit(own) ~= nil then
      if job_desc.time_limit > limit(own) then
         return refuse("a time limit can only be made shorter")
      end
      -- Slurm keeps the longer one, as Weft may have the job share its cores.
      own = with_limit(own, string.format("%d", job_desc.time_limit))
      job_desc.comment = join(own, users)
      job_desc.time_limit = slurm.NO_VAL
   end
   if is_set(job_desc.priority) then
      if job_desc.priority == 0 then
         -- Held by its user, beside waiting for Weft.
         job_desc.comment = join(with_hold(own), users)
      elseif starts_with(own, HOLD) then
         job_desc.comment = join(without_hold(own), users)
      else
         return refuse("jobs of this partition are started by Weft")
      end
      if job_rec.priority == 0 then
         job_desc.priority = slurm.NO_VAL
      end
   end
   return slurm.SUCCESS
end

return slurm
