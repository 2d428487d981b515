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
package io.weft.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has of memory and descriptors, sampled from {@code /proc}, and whether that is as
 * much at the end as it was at the beginning. Linux only.
 */
final class ProcessUse {
    /** Heap and code settle at first. */
    private static final int WARM_UP_PART = 5;

    /** Of memory of its own: what a collector and a compiler may still move. */
    static final long ANONYMOUS_KB_MORE_MAX = 16 << 10;

    /** Of all memory, mapped files too: a segment of the journal more or less. */
    static final long RESIDENT_KB_MORE_MAX = 40 << 10;

    /** A segment and its cycle's files may be open or closed at the moment. */
    static final long DESCRIPTORS_MORE_MAX = 4;

    private final Path process;
    private final List<Sample> samples = new ArrayList<>();

    /** One look. */
    private record Sample(long anonymousKb, long residentKb, long descriptors) {
        @Override
        public String toString() {
            return anonymousKb
                    + " kB anonymous, "
                    + residentKb
                    + " kB resident, "
                    + descriptors
                    + " descriptors";
        }
    }

    ProcessUse(final long pid) {
        process = Path.of("/proc", Long.toString(pid));
    }

    /** Whether this system can tell. */
    static boolean isKnown() {
        return Files.isReadable(Path.of("/proc/self/status"));
    }

    /** Looks once; does nothing when the process has ended. */
    void sample() {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            final long count = descriptors.count();
            final List<String> status = Files.readAllLines(process.resolve("status"));
            samples.add(new Sample(kb(status, "RssAnon:"), kb(status, "VmRSS:"), count));
        } catch (final IOException ex) {
            // It has ended meanwhile.
        }
    }

    private static long kb(final List<String> status, final String name) throws IOException {
        for (final String line : status) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(name + " is missing");
    }

    /** The last third of the samples against the first, after a warm-up: may not be much more. */
    void check() {
        final List<Sample> all = samples.subList(samples.size() / WARM_UP_PART, samples.size());
        final int third = all.size() / 3;
        if (third < 3) {
            throw new IllegalStateException(samples.size() + " samples are too few.");
        }
        final Sample first = median(all.subList(0, third));
        final Sample last = median(all.subList(all.size() - third, all.size()));
        require("RssAnon kB", first.anonymousKb, last.anonymousKb, ANONYMOUS_KB_MORE_MAX);
        require("VmRSS kB", first.residentKb, last.residentKb, RESIDENT_KB_MORE_MAX);
        require("descriptors", first.descriptors, last.descriptors, DESCRIPTORS_MORE_MAX);
    }

    private static Sample median(final List<Sample> samples) {
        final int middle = samples.size() / 2;
        return new Sample(
                samples.stream().mapToLong(Sample::anonymousKb).sorted().toArray()[middle],
                samples.stream().mapToLong(Sample::residentKb).sorted().toArray()[middle],
                samples.stream().mapToLong(Sample::descriptors).sorted().toArray()[middle]);
    }

    private static void require(
            final String what, final long first, final long last, final long moreMax) {
        if (last > first + moreMax) {
            throw new AssertionError(
                    what
                            + " grew from "
                            + first
                            + " to "
                            + last
                            + ", expected at most "
                            + moreMax
                            + " more");
        }
    }

    /** The medians of the first third and of the last, when there are enough samples. */
    String text() {
        final List<Sample> all = samples.subList(samples.size() / WARM_UP_PART, samples.size());
        final int third = all.size() / 3;
        return median(all.subList(0, third))
                + " at first, "
                + median(all.subList(all.size() - third, all.size()))
                + " at last";
    }
}
