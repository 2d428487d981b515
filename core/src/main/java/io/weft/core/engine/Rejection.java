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
package io.weft.core.engine;

import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;

/** Rejects the input of the current entry; names what, where and the bound. Allocates nothing. */
final class Rejection {
    private final DecisionWriter decisions;
    private int inputTemplateId;

    Rejection(final DecisionWriter decisions) {
        this.decisions = decisions;
    }

    void begin(final int newInputTemplateId) {
        inputTemplateId = newInputTemplateId;
    }

    /** Always false, so that a check can end with it. */
    boolean reject(
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {
        decisions.inputRejected(inputTemplateId, id, reason, field, value, bound);
        return false;
    }

    boolean outOfRange(final long id, final InputField field, final long value, final long bound) {
        return reject(id, ReasonCode.OUT_OF_RANGE, field, value, bound);
    }

    /** Rejects a value outside a range, naming the end that it is beyond. */
    boolean inRange(
            final long id,
            final InputField field,
            final long value,
            final long least,
            final long most) {
        if (value < least) {
            return outOfRange(id, field, value, least);
        }
        return value <= most || outOfRange(id, field, value, most);
    }

    boolean tableFull(final long id, final InputField field, final long capacity) {
        return reject(id, ReasonCode.TABLE_FULL, field, id, capacity);
    }
}
