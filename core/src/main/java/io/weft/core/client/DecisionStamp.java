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
package io.weft.core.client;

/**
 * Which decision this is, and of when. Position and number name a decision for ever: one that is
 * sent again after a recovery has the same name. Valid only during the call that hands it over.
 */
public interface DecisionStamp {
    /**
     * Position of the entry that caused the decision.
     *
     * @return from 0.
     */
    long position();

    /**
     * Number of the decision among those of its entry.
     *
     * @return from 0.
     */
    int number();

    /**
     * Time of that entry.
     *
     * @return time in ns.
     */
    long timeNs();
}
