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
package io.weft.journal;

import io.weft.core.schema.MessageSchema;

/** Told what a message of the wire schema is made of, in the order in which it stands there. */
interface MessageListener {
    /** A message that the schema knows begins. */
    void onMessage(MessageSchema.Block message);

    /** A field of the message, or of the item of a group. */
    void onField(MessageSchema.Field field, long value);

    /** A group begins. */
    void onGroup(String name);

    /** An item of the group begins. */
    void onItem(boolean isFirst);

    /** The item is over. */
    default void onItemEnd() {}

    /** The group is over. */
    void onGroupEnd();

    /** A text. */
    void onText(String name, String text);

    /**
     * The message is over.
     *
     * @param isMalformed whether it is longer or shorter than it says.
     */
    void onMessageEnd(boolean isMalformed);

    /** A message that the schema does not know. */
    void onUnknown(int schemaId, int templateId, int length);

    /** Too few bytes to be a message. */
    void onShort(int length);

    /** A further frame of decisions begins. */
    default void onNextFrame() {}

    /** A frame whose length cannot be; nothing behind it is read. */
    void onBadFrame(int frameLength);
}
