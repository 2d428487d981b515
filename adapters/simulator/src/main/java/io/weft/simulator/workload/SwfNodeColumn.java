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
package io.weft.simulator.workload;

/**
 * The 21st column of some traces, the number of nodes: {@code 2}, {@code 2:ppn=4:x86_64} (as PBS
 * asks), or {@code all:2x4} (as Alea writes); -1 or 0 for not given.
 */
final class SwfNodeColumn {
    private SwfNodeColumn() {}

    /**
     * Nodes asked for; 0: not given.
     *
     * @throws RejectedFieldException if the column has another form
     */
    static int nodeCount(SwfLine line) throws RejectedFieldException {
        if (line.fieldCount() <= SwfFields.NODE_COLUMN) {
            return 0;
        }
        String text = line.text(SwfFields.NODE_COLUMN);
        if (text.equals("-1")) {
            return 0;
        }
        int colon = text.indexOf(':');
        if (text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return number(text, 0, colon < 0 ? text.length() : colon);
        }
        int cross = text.indexOf('x', colon + 1);
        return number(text, colon + 1, colon < 0 ? 0 : cross);
    }

    private static int number(String text, int from, int to) throws RejectedFieldException {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new RejectedFieldException(
                        RejectionReason.NOT_A_NUMBER, SwfFields.NODE_COLUMN);
            }
            number = Math.min(number * 10 + digit, Integer.MAX_VALUE + 1L);
        }
        if (from >= to) {
            throw new RejectedFieldException(RejectionReason.NOT_A_NUMBER, SwfFields.NODE_COLUMN);
        }
        if (number > Integer.MAX_VALUE) {
            throw new RejectedFieldException(RejectionReason.TOO_LARGE, SwfFields.NODE_COLUMN);
        }
        return (int) number;
    }
}
