/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.slurm;

import io.weft.manager.JobAsk;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jobs that have ended, from the file that jobcomp/filetxt writes: squeue tells of them for
 * MinJobAge only. Read from its end backwards at first, then what has been added. Lines that do not
 * look as expected are passed over: a user may call a job anything.
 */
final class CompletionLog {
    /** Bytes of the log that are read at first: some 100,000 jobs. */
    static final int START_BYTES_MAX = 64 << 20;

    private static final long REQUEUE_SLACK_S = 30;
    private static final Pattern LINE =
            Pattern.compile(
                    "JobId=(\\d{1,9}) UserId=([^ (]*)\\(\\d+\\) .* JobState=([A-Z_]+)"
                            + " Partition=(\\S*) TimeLimit=\\S* StartTime=(\\S+) EndTime=(\\S+)"
                            + " NodeList=.* SubmitTime=(\\S+) EligibleTime=\\S+"
                            + "(?: ArrayJobId=(\\d{1,9}) ArrayTaskId=(\\d{1,9}))?"
                            + " .*ExitCode=(\\d{1,3}):(\\d{1,3})\\s*");

    private final Path file;
    private final ZoneId zone;
    private final Set<String> partitions;
    private final Map<Long, Requeue> requeues = new HashMap<>();
    private long position = -1;

    /** A run that ended because its job was requeued, which counts as submitted anew then. */
    private record Requeue(long firstSubmitTimeS, long startTimeS, long endTimeS) {
        boolean isFollowedBy(final long submitTimeS) {
            return submitTimeS >= startTimeS && submitTimeS <= endTimeS + REQUEUE_SLACK_S;
        }
    }

    CompletionLog(final Path file, final ZoneId zone, final List<String> partitions) {
        this.file = file;
        this.zone = zone;
        this.partitions = new HashSet<>(partitions);
    }

    /**
     * The jobs of the managed partitions that ended since this was called last.
     *
     * @return none when there is no log yet.
     * @throws ManagerException when it cannot be read.
     */
    List<ObservedJob> read() throws ManagerException {
        final List<ObservedJob> jobs = new ArrayList<>();
        try {
            for (final String line : newLines()) {
                add(jobs, line);
            }
        } catch (final NoSuchFileException ex) {
            position = 0;
        } catch (final IOException ex) {
            throw new ManagerException(Kind.GARBLED, false, file + ": " + ex.getMessage(), ex);
        }
        return jobs;
    }

    /** Whole lines only; a log that became shorter is another one. */
    private List<String> newLines() throws IOException {
        final long size = Files.size(file);
        final boolean isCut = position < 0 && size > START_BYTES_MAX;
        long start = position < 0 ? Math.max(0, size - START_BYTES_MAX) : position;
        start = start > size ? 0 : start;
        final ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size - start, START_BYTES_MAX));
        try (FileChannel channel = FileChannel.open(file)) {
            int count = 0;
            while (count >= 0 && bytes.hasRemaining()) {
                count = channel.read(bytes, start + bytes.position());
            }
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        position = start + end;
        final List<String> lines =
                new String(bytes.array(), 0, end, StandardCharsets.UTF_8).lines().toList();
        return isCut && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
    }

    private void add(final List<ObservedJob> jobs, final String line) {
        final Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || !partitions.contains(matcher.group(4))) {
            return;
        }
        final long number = Long.parseLong(matcher.group(1));
        final List<Long> submitTimes = timesS(matcher.group(7));
        final Requeue former = requeues.remove(number);
        for (final long submitTimeS : submitTimes) {
            final boolean isSame = former != null && former.isFollowedBy(submitTimeS);
            final long firstTimeS = isSame ? former.firstSubmitTimeS() : submitTimeS;
            if (matcher.group(3).equals("PENDING")) {
                final List<Long> starts = timesS(matcher.group(5));
                final List<Long> ends = timesS(matcher.group(6));
                if (!starts.isEmpty() && !ends.isEmpty()) {
                    requeues.put(
                            number,
                            new Requeue(firstTimeS, starts.get(0), ends.get(ends.size() - 1)));
                }
            } else {
                jobs.add(job(matcher, number, firstTimeS));
            }
        }
    }

    private static ObservedJob job(
            final Matcher matcher, final long number, final long submitTimeS) {
        final boolean isTask = matcher.group(8) != null;
        final JobKey key =
                isTask
                        ? new JobKey(
                                Long.parseLong(matcher.group(8)),
                                Integer.parseInt(matcher.group(9)),
                                submitTimeS)
                        : JobKey.of(number, submitTimeS);
        final int signal = Integer.parseInt(matcher.group(11)) & 0x7f;
        final int exitCode = Integer.parseInt(matcher.group(10)) & 0xff;
        final JobEnd end = QueueTable.end(matcher.group(3), exitCode << 8 | signal);
        return new ObservedJob(
                key,
                matcher.group(2),
                "",
                matcher.group(4),
                ObservedState.ENDED,
                false,
                JobAsk.of(1, 1, 0),
                List.of(),
                null,
                end,
                ObservedJob.NULL_BUSY);
    }

    /** Two in the hour that a clock has twice, none for what is no time. */
    private List<Long> timesS(final String text) {
        final List<Long> times = new ArrayList<>();
        try {
            final LocalDateTime local = LocalDateTime.parse(text);
            for (final ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
                times.add(local.toEpochSecond(offset));
            }
        } catch (final DateTimeException ex) {
            // "Unknown", or what a user made of it.
        }
        return times;
    }
}
