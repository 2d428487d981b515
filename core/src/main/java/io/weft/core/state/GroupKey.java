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
package io.weft.core.state;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What makes a group of jobs: whom limits count them for, and the licences that each needs, in the
 * order of their rows. What no limit asks for is zero, so that jobs that differ in nothing else are
 * of one group.
 *
 * <pre>
 * offset bytes field
 *      0     4 scopes          bit set of those in which a limit counts
 *      4     4 queueRow
 *      8     4 userId
 *     12     4 accountId
 *     16     8 licences        bit set of rows
 *     24    64 tokens          8 times licenceRow and count, 0 behind the last one
 * </pre>
 */
final class GroupKey {
    /** Most licences that a job may need. */
    static final int LICENCES_MAX = 8;

    private static final int SCOPES_OFFSET = 0;
    private static final int QUEUE_ROW_OFFSET = SCOPES_OFFSET + Integer.BYTES;
    private static final int USER_ID_OFFSET = QUEUE_ROW_OFFSET + Integer.BYTES;
    private static final int ACCOUNT_ID_OFFSET = USER_ID_OFFSET + Integer.BYTES;
    private static final int LICENCES_OFFSET = ACCOUNT_ID_OFFSET + Integer.BYTES;
    private static final int TOKENS_OFFSET = LICENCES_OFFSET + Long.BYTES;

    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[GroupTable.KEY_LENGTH]);

    /** The bytes of the key. */
    DirectBuffer bytes() {
        return bytes;
    }

    /** A key without scopes and licences. */
    void clear() {
        for (int at = 0; at < GroupTable.KEY_LENGTH; at += Long.BYTES) {
            bytes.putLong(at, 0);
        }
    }

    boolean isEmpty() {
        return bytes.getInt(SCOPES_OFFSET) == 0 && bytes.getLong(LICENCES_OFFSET) == 0;
    }

    int queueRow() {
        return bytes.getInt(QUEUE_ROW_OFFSET);
    }

    int userId() {
        return bytes.getInt(USER_ID_OFFSET);
    }

    int accountId() {
        return bytes.getInt(ACCOUNT_ID_OFFSET);
    }

    /** A limit of some scope counts. */
    void addScope(final int scope, final int queueRow, final int userId, final int accountId) {
        bytes.putInt(SCOPES_OFFSET, bytes.getInt(SCOPES_OFFSET) | 1 << scope);
        if (LimitTable.hasQueue(scope)) {
            bytes.putInt(QUEUE_ROW_OFFSET, queueRow);
        }
        if (LimitTable.hasAccount(scope)) {
            bytes.putInt(ACCOUNT_ID_OFFSET, accountId);
        } else if (LimitTable.hasUser(scope)) {
            bytes.putInt(USER_ID_OFFSET, userId);
        }
    }

    /** Puts a licence in its place; there must be room for it. */
    void addLicence(final int licenceRow, final int count) {
        final long licences = bytes.getLong(LICENCES_OFFSET);
        final int place = Long.bitCount(licences & (1L << licenceRow) - 1);
        for (int i = Long.bitCount(licences); i > place; i--) {
            bytes.putLong(tokenAt(i), bytes.getLong(tokenAt(i - 1)));
        }
        bytes.putInt(tokenAt(place), licenceRow);
        bytes.putInt(tokenAt(place) + Integer.BYTES, count);
        bytes.putLong(LICENCES_OFFSET, licences | 1L << licenceRow);
    }

    /** Takes the licences of another key. */
    void copyLicences(final DirectBuffer other, final int offset) {
        bytes.putBytes(
                LICENCES_OFFSET,
                other,
                offset + LICENCES_OFFSET,
                GroupTable.KEY_LENGTH - LICENCES_OFFSET);
    }

    static boolean hasScope(final DirectBuffer key, final int offset, final int scope) {
        return (key.getInt(offset + SCOPES_OFFSET) >>> scope & 1) != 0;
    }

    static long licences(final DirectBuffer key, final int offset) {
        return key.getLong(offset + LICENCES_OFFSET);
    }

    static int licenceRow(final DirectBuffer key, final int offset, final int index) {
        return key.getInt(offset + tokenAt(index));
    }

    static int tokenCount(final DirectBuffer key, final int offset, final int index) {
        return key.getInt(offset + tokenAt(index) + Integer.BYTES);
    }

    private static int tokenAt(final int index) {
        return TOKENS_OFFSET + index * Long.BYTES;
    }
}
