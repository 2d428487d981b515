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
package io.weft.core.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gives out off-heap memory and knows who has how much of it; what somebody keeps on the heap is
 * counted too. Everything is zero and aligned to a cache line. Used at launch and at close; closing
 * it frees everything. Safe for any thread.
 */
public final class Footprint implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final long NULL_ADDRESS = 0;

    private final List<Block> blocks = new ArrayList<>();

    /**
     * Nothing given out yet.
     *
     * @throws IllegalStateException when this JVM lacks the flag that off-heap memory needs.
     */
    public Footprint() {
        MemoryAccess.require();
    }

    private record Block(String owner, long address, long length) {}

    /**
     * Memory for an owner.
     *
     * @param owner what it is for, as it is printed.
     * @param length in bytes; one buffer has less than 2 GiB.
     * @return a buffer of zeros, valid until {@link #close()}.
     * @throws IllegalArgumentException when the length is not 1..{@link Integer#MAX_VALUE}.
     */
    public synchronized UnsafeBuffer allocate(final String owner, final long length) {
        requireLength(owner, length);
        final long allocatedLength = length + ALIGNMENT;
        final long address = UnsafeApi.allocateMemory(allocatedLength);
        UnsafeApi.setMemory(address, allocatedLength, (byte) 0);
        blocks.add(new Block(owner, address, allocatedLength));
        final long aligned = (address + ALIGNMENT - 1) & -ALIGNMENT;
        return new UnsafeBuffer(aligned, (int) length);
    }

    /**
     * Memory for an owner that other threads may still touch after {@link #close()}: it is then no
     * longer counted, and freed when nobody holds the buffer any more.
     *
     * @param owner what it is for, as it is printed.
     * @param length in bytes; one buffer has less than 2 GiB.
     * @return a buffer of zeros.
     * @throws IllegalArgumentException when the length is not 1..{@link Integer#MAX_VALUE}.
     */
    public synchronized UnsafeBuffer allocateShared(final String owner, final int length) {
        requireLength(owner, length);
        blocks.add(new Block(owner, NULL_ADDRESS, length));
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(length, ALIGNMENT));
    }

    /**
     * Counts what an owner keeps on the heap for as long as this footprint is open.
     *
     * @param owner what it is for, as it is printed.
     * @param length in bytes, from 0.
     */
    public synchronized void count(final String owner, final long length) {
        blocks.add(new Block(owner, NULL_ADDRESS, length));
    }

    private static void requireLength(final String owner, final long length) {
        if (length < 1 || length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    owner
                            + " would need "
                            + length
                            + " bytes, expected 1.."
                            + Integer.MAX_VALUE
                            + ". Maybe a limit is higher than needed.");
        }
    }

    /**
     * Bytes given out, or counted, and not freed.
     *
     * @return the sum over all owners.
     */
    public synchronized long totalBytes() {
        return blocks.stream().mapToLong(Block::length).sum();
    }

    /**
     * Bytes of each owner, in the order in which they came.
     *
     * @return a map of its own.
     */
    public synchronized Map<String, Long> bytesByOwner() {
        final Map<String, Long> bytes = new LinkedHashMap<>();
        blocks.forEach(block -> bytes.merge(block.owner(), block.length(), Long::sum));
        return bytes;
    }

    /**
     * Text of what owners have: a line each, and the sum.
     *
     * @param bytesByOwner what each has.
     * @return several lines.
     */
    public static String text(final Map<String, Long> bytesByOwner) {
        final StringBuilder text = new StringBuilder();
        long total = 0;
        for (final Map.Entry<String, Long> entry : bytesByOwner.entrySet()) {
            text.append(entry.getKey()).append(": ").append(entry.getValue()).append(" bytes\n");
            total += entry.getValue();
        }
        return text.append("total: ").append(total).append(" bytes").toString();
    }

    /**
     * Frees everything; buffers that are not shared must not be touched again. Twice does no harm.
     */
    @Override
    public synchronized void close() {
        for (final Block block : blocks) {
            if (block.address() != NULL_ADDRESS) {
                UnsafeApi.freeMemory(block.address());
            }
        }
        blocks.clear();
    }

    /**
     * Bytes by owner, one a line, and the sum.
     *
     * @return a text of several lines.
     */
    @Override
    public String toString() {
        return text(bytesByOwner());
    }
}
