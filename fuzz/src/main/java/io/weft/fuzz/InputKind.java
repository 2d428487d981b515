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

/** Kinds of inputs that are drawn, and how often at most. */
enum InputKind {
    SUBMIT(24, true),
    END_FIRST(10, true),
    END_ANY(6, true),
    END_ENDING(12, true),
    CANCEL_WAITING(2, false),
    CANCEL_RUNNING(2, false),
    HOLD(2, false),
    RELEASE(4, false),
    ALTER_WAITING(2, false),
    ALTER_RUNNING(2, false),
    ALTER_PRIORITY(2, false),
    NODE_STATE(3, false),
    STARTED(4, false),
    START_FAILED(2, false),
    UTILISATION(4, false),
    CLOCK(2, false),
    SET_POLICY(1, false),
    DEFINE(1, false),
    LIMIT(2, false),
    LICENCE(2, false),
    STRAY(1, false),
    PRIORITY(1, false),
    SHARE(2, false),
    SET_PREEMPTION(3, false),
    SUSPENDED(12, true),
    SUSPEND(2, false),
    RESUME(3, false),
    PREEMPT(2, false),
    ALTER_BEGIN(2, false),
    CANCEL_ARRAY(1, false),
    RESERVE(3, false),
    UNRESERVE(1, false),
    QUEUE_RULE(2, false),
    RESIZE(16, false),
    ENQUIRE(2, false),
    ELASTICITY(2, false),
    ALTER_QUEUE(2, false);

    /** Its weight is drawn from 1 to this. */
    final int weightMax;

    /** Whether it comes in every run. */
    final boolean isVital;

    InputKind(final int weightMax, final boolean isVital) {
        this.weightMax = weightMax;
        this.isVital = isVital;
    }
}
