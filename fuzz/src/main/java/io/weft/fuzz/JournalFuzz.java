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
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/**
 * Journals of random histories, some without their first files, damaged: opening one is refused, or
 * it holds the very records that were written and leads to the same state. Nothing in between.
 */
final class JournalFuzz implements Fuzz {
    /** Damages a seed. */
    static final int DAMAGE_COUNT = 100;

    private static final int HEADER_LENGTH = 512;
    private static final int INDEX_STRIDE = 61;
    private static final int[] ENTRIES_PER_FILE = {40, 150, 1 << 20};
    private static final int FORGETFUL_ENTRIES_MAX = 40;
    private static final int SAMPLE_LENGTH = 1 << 15;
    private static final int STATE_INTERVAL = 16;
    private static final int PARTS = 10;

    private final JournalFault fault;

    /** Damages, and nothing else. */
    JournalFuzz() {
        this(null);
    }

    /**
     * Damages in spite of a check that is not there.
     *
     * @param fault what is not checked, or null.
     */
    JournalFuzz(final JournalFault fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return fault == null ? "journal" : "canary " + fault.label();
    }

    @Override
    public void run(final long seed, final Tally tally) {
        final SplittableRandom random = new SplittableRandom(seed);
        int count = 0;
        final boolean isForgetful = random.nextBoolean();
        final int entriesPerFile =
                isForgetful
                        ? 1 + random.nextInt(FORGETFUL_ENTRIES_MAX)
                        : ENTRIES_PER_FILE[random.nextInt(ENTRIES_PER_FILE.length)];
        try (JournalSample sample =
                new JournalSample(
                        seed, 1 + random.nextInt(SAMPLE_LENGTH), entriesPerFile, isForgetful)) {
            tally.onSomething("journals that had let files go", sample.firstPosition() > 0 ? 1 : 0);
            final DamagedFiles files = new DamagedFiles(sample);
            final RandomDamage damage = new RandomDamage(sample, files, random);
            final Look look = new Look(sample, files, tally);
            while (count < DAMAGE_COUNT) {
                damage.strike();
                count++;
                look.take("seed " + seed + ", damage " + count + ", " + damage.what(), false);
                files.undo();
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } finally {
            tally.onRun(name(), count);
        }
    }

    /**
     * Cuts a journal of one file to every length, from the longest to nothing.
     *
     * @param length bytes of its records.
     * @param withIndex whether to every length in the index of Chronicle Queue, too, and not to
     *     some of them.
     */
    long everyLength(
            final long seed,
            final int length,
            final boolean withIndex,
            final Tally tally,
            final PrintStream out) {
        try (JournalSample sample = new JournalSample(seed, length, Long.MAX_VALUE, false)) {
            final DamagedFiles files = new DamagedFiles(sample);
            final Look look = new Look(sample, files, tally);
            final String name = sample.segments().get(0);
            final int all = sample.files().get(name).length;
            final int firstRecord = sample.documents(name).get(0);
            long count = 0;
            for (int cut = all - 1; cut >= 0; cut--) {
                final boolean isTried =
                        withIndex
                                || cut < HEADER_LENGTH
                                || cut >= firstRecord
                                || cut % INDEX_STRIDE == 0;
                if (isTried) {
                    files.cut(name, cut);
                    look.take("seed " + seed + ", " + name + " cut to " + cut, false);
                    count++;
                }
                progress(out, "lengths", all - cut, all);
            }
            files.undo();
            return count;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Flips every bit of the records of a journal of one file, and of what Chronicle Queue has
     * written before them; a writer tries to go on with each of the latter that is not refused.
     *
     * @param length bytes of records.
     * @param withIndex whether of the zeros there, too, half a MiB.
     */
    long everyBit(
            final long seed,
            final int length,
            final boolean withIndex,
            final Tally tally,
            final PrintStream out) {
        try (JournalSample sample = new JournalSample(seed, length, Long.MAX_VALUE, false)) {
            final DamagedFiles files = new DamagedFiles(sample);
            final Look look = new Look(sample, files, tally);
            final String name = sample.segments().get(0);
            final byte[] bytes = sample.files().get(name);
            final int firstRecord = sample.documents(name).get(0);
            long count = 0;
            for (int offset = 0; offset < bytes.length; offset++) {
                final boolean isOfQueue = offset < firstRecord && bytes[offset] != 0;
                final boolean isTried = withIndex || isOfQueue || offset >= firstRecord;
                for (int bit = 0; bit < Byte.SIZE && isTried; bit++) {
                    files.write(name, offset, (byte) (bytes[offset] ^ 1 << bit));
                    final String what = name + ":" + offset + ", bit " + bit;
                    look.take("seed " + seed + ", " + what, isOfQueue);
                    count++;
                }
                files.undo();
                progress(out, "bytes", offset + 1, bytes.length);
            }
            return count;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void progress(final PrintStream out, final String what, final int done, final int all) {
        if (done % Math.max(1, all / PARTS) == 0) {
            out.println(name() + ": " + done + " of " + all + " " + what);
        }
    }

    /** Looks at a damaged journal, and counts what came of it. */
    private final class Look {
        private final JournalSample sample;
        private final DamagedFiles files;
        private final JournalCheck check;
        private final Tally tally;
        private long acceptedCount;

        Look(final JournalSample sample, final DamagedFiles files, final Tally tally) {
            this.sample = sample;
            this.files = files;
            this.tally = tally;
            check = new JournalCheck(sample);
        }

        /**
         * Looks; when something is wrong, the error says after which damage.
         *
         * @param isDeep whether to let a writer go on in any case, and not now and then.
         */
        void take(final String what, final boolean isDeep) throws IOException {
            try {
                if (fault != null) {
                    fault.plant(sample, files);
                }
                if (check.isRefused()) {
                    tally.onSomething("journals refused");
                } else {
                    tally.onSomething("journals the same");
                    if (acceptedCount++ % STATE_INTERVAL == 0 || isDeep) {
                        deepen();
                    }
                }
            } catch (final AssertionError | RuntimeException ex) {
                throw new AssertionError(what + ": " + ex.getMessage(), ex);
            }
        }

        /** Replays, and lets a writer go on: what costs a thousand times as much. */
        private void deepen() throws IOException {
            check.requireSameState();
            tally.onSomething(
                    check.isRefusedToWriter()
                            ? "journals refused to a writer"
                            : "journals gone on with");
        }
    }
}
