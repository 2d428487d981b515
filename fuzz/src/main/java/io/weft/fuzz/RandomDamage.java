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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Draws what may happen to the files of a journal on a disk, and does it. */
final class RandomDamage {
    private static final int HEADER_LENGTH = 512;
    private static final int PAGE_LENGTH = 4096;
    private static final int RUN_MAX = 8192;
    private static final String COUNT_FILE = "weft.segments";
    private static final String HEAD_FILE = "weft.head";

    private final JournalSample sample;
    private final DamagedFiles files;
    private final SplittableRandom random;
    private final List<Integer> firstRecords = new ArrayList<>();
    private String what;

    RandomDamage(
            final JournalSample sample, final DamagedFiles files, final SplittableRandom random) {
        this.sample = sample;
        this.files = files;
        this.random = random;
        sample.segments().forEach(name -> firstRecords.add(sample.documents(name).get(0)));
    }

    /** Damages something, once. */
    void strike() throws IOException {
        final int segment = random.nextInt(sample.segments().size());
        final String name = sample.segments().get(segment);
        final byte[] bytes = sample.files().get(name);
        final int offset = offset(bytes.length, firstRecords.get(segment));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> flip(name, bytes, offset);
            case 4, 5 -> write(name, offset, randomBytes(1 + random.nextInt(64)), "bytes");
            case 6 -> write(name, offset, new byte[run(bytes, offset)], "zeros");
            case 7 -> zeroPage(name, bytes, offset);
            case 8, 9 -> cut(name, offset);
            case 10 -> write(name, bytes.length, randomBytes(1 + random.nextInt(RUN_MAX)), "grown");
            case 11 -> copyBlock(name, bytes, offset, firstRecords.get(segment), false);
            case 12 -> copyBlock(name, bytes, offset, firstRecords.get(segment), true);
            case 13 -> exchange(segment);
            case 14 -> strikeFile(name);
            default -> strikeBeside();
        }
    }

    private void strikeBeside() throws IOException {
        final byte[] head = sample.files().get(HEAD_FILE);
        if (head == null || random.nextBoolean()) {
            strikeCount();
        } else if (random.nextInt(4) == 0) {
            strikeFile(HEAD_FILE);
        } else if (random.nextInt(4) == 0) {
            cut(HEAD_FILE, random.nextInt(head.length));
        } else {
            flip(HEAD_FILE, head, random.nextInt(head.length));
        }
    }

    /** Most often among the records, at times in the header, now and then anywhere. */
    private int offset(final int length, final int firstRecord) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextInt(HEADER_LENGTH);
            case 1 -> random.nextInt(length);
            default -> firstRecord + random.nextInt(Math.max(1, length - firstRecord));
        };
    }

    private int run(final byte[] bytes, final int offset) {
        return Math.max(1, Math.min(1 + random.nextInt(RUN_MAX), bytes.length - offset));
    }

    private byte[] randomBytes(final int count) {
        final byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private void flip(final String name, final byte[] bytes, final int offset) throws IOException {
        write(name, offset, new byte[] {(byte) (bytes[offset] ^ 1 << random.nextInt(8))}, "bit");
    }

    private void zeroPage(final String name, final byte[] bytes, final int offset)
            throws IOException {
        final int start = offset & -PAGE_LENGTH;
        write(name, start, new byte[Math.min(PAGE_LENGTH, bytes.length - start)], "page");
    }

    private void write(final String name, final int offset, final byte[] bytes, final String kind)
            throws IOException {
        what = kind + " at " + name + ":" + offset + "+" + bytes.length;
        files.write(name, offset, bytes);
    }

    private void cut(final String name, final int length) throws IOException {
        what = "cut " + name + " to " + length;
        files.cut(name, length);
    }

    /** A block goes elsewhere, or two change places. */
    private void copyBlock(
            final String name,
            final byte[] bytes,
            final int offset,
            final int firstRecord,
            final boolean isExchange)
            throws IOException {
        final int other = offset(bytes.length, firstRecord);
        final int count = Math.min(run(bytes, offset), run(bytes, other));
        final byte[] one = Arrays.copyOfRange(bytes, offset, offset + count);
        final byte[] two = Arrays.copyOfRange(bytes, other, other + count);
        write(name, other, one, "block from " + offset);
        if (isExchange) {
            write(name, offset, two, "exchanged with " + other);
        }
    }

    private void exchange(final int segment) throws IOException {
        final int other = random.nextInt(sample.segments().size());
        overwrite(sample.segments().get(segment), sample.segments().get(other));
        if (random.nextBoolean()) {
            overwrite(sample.segments().get(other), sample.segments().get(segment));
        }
        what = "file " + other + " as file " + segment;
    }

    private void overwrite(final String target, final String source) throws IOException {
        final byte[] bytes = sample.files().get(source);
        files.write(target, 0, bytes);
        files.cut(target, bytes.length);
    }

    private void strikeFile(final String name) throws IOException {
        what = "deleted " + name;
        if (random.nextBoolean()) {
            files.delete(name);
        } else {
            what = "emptied " + name;
            files.cut(name, 0);
        }
    }

    private void strikeCount() throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> {
                what = "deleted " + COUNT_FILE;
                files.delete(COUNT_FILE);
            }
            case 1 -> {
                what = "deleted metadata.cq4t";
                files.delete("metadata.cq4t");
            }
            default -> flip(COUNT_FILE, sample.files().get(COUNT_FILE), random.nextInt(2));
        }
    }

    /** The last damage, in words. */
    String what() {
        return what;
    }
}
