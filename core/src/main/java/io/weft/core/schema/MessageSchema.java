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
package io.weft.core.schema;

import io.weft.core.wire.MessageHeaderDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The messages of the wire schema, read from the schema itself, so that a new field or message is
 * printed, and written, without a change where that is done. Knows what the schema uses: numbers,
 * enums, composites of numbers, groups and variable-length text, each field right behind the one
 * before.
 */
public final class MessageSchema {
    private static final String RESOURCE = "/wire/weft-codecs.xml";

    /**
     * A number in a block.
     *
     * @param name of the field.
     * @param offset in the block.
     * @param primitive what it is.
     * @param names of an enum, for its values; empty for a plain number.
     * @param description what the schema says of it, may be empty.
     */
    public record Field(
            String name,
            int offset,
            Primitive primitive,
            Map<Long, String> names,
            String description) {}

    /**
     * A message, or an item of a group.
     *
     * @param name of the message or group.
     * @param id of the message's template, or of the group.
     * @param fields in their order.
     * @param groups in their order.
     * @param texts names of those of variable length, in their order.
     */
    public record Block(
            String name, int id, List<Field> fields, List<Block> groups, List<String> texts) {

        /**
         * Length without groups and texts.
         *
         * @return bytes.
         */
        public int length() {
            return fields.stream().mapToInt(field -> field.primitive().length()).sum();
        }
    }

    private final Map<String, Element> types = new TreeMap<>();
    private final Map<Integer, Block> messages = new TreeMap<>();

    private MessageSchema(final Document document) {
        for (final Element types : children(document.getDocumentElement(), "types")) {
            children(types, null).forEach(type -> this.types.put(name(type), type));
        }
        for (final Element message : children(document.getDocumentElement(), "message")) {
            messages.put(Integer.valueOf(message.getAttribute("id")), block(message));
        }
    }

    /**
     * Reads the schema that this version of Weft writes.
     *
     * @return what it says.
     */
    public static MessageSchema load() {
        try (InputStream in = MessageHeaderDecoder.class.getResourceAsStream(RESOURCE)) {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new MessageSchema(factory.newDocumentBuilder().parse(in));
        } catch (final IOException | ParserConfigurationException | SAXException ex) {
            throw new IllegalStateException("The schema " + RESOURCE + " cannot be read.", ex);
        }
    }

    /**
     * A message by its template id.
     *
     * @param templateId of it.
     * @return the message, or null.
     */
    public Block message(final int templateId) {
        return messages.get(templateId);
    }

    /**
     * Which messages there are.
     *
     * @return template ids in ascending order.
     */
    public Iterable<Integer> templateIds() {
        return messages.keySet();
    }

    private Block block(final Element element) {
        final Block block =
                new Block(
                        name(element),
                        Integer.parseInt(element.getAttribute("id")),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        int offset = 0;
        for (final Element child : children(element, null)) {
            switch (child.getLocalName()) {
                case "field" -> offset = addField(block, child, name(child), offset);
                case "group" -> block.groups().add(block(child));
                case "data" -> block.texts().add(name(child));
                default -> throw new IllegalStateException("Unknown: " + child.getLocalName());
            }
        }
        return block;
    }

    /** Adds a field, or those of a composite, and returns the offset behind it. */
    private int addField(
            final Block block, final Element field, final String name, final int offset) {
        final String typeName = field.getAttribute("type");
        final Element type = types.get(typeName);
        if (type == null) {
            return addNumber(block, field, name, offset, Primitive.of(typeName), new TreeMap<>());
        }
        switch (type.getLocalName()) {
            case "enum" -> {
                final Primitive primitive = Primitive.of(type.getAttribute("encodingType"));
                return addNumber(block, field, name, offset, primitive, names(type));
            }
            case "composite" -> {
                int next = offset;
                for (final Element part : children(type, "type")) {
                    final Primitive primitive = Primitive.of(part.getAttribute("primitiveType"));
                    next = addNumber(block, part, name(part), next, primitive, new TreeMap<>());
                }
                return next;
            }
            default -> throw new IllegalStateException("Unknown: " + type.getLocalName());
        }
    }

    private static int addNumber(
            final Block block,
            final Element element,
            final String name,
            final int offset,
            final Primitive primitive,
            final Map<Long, String> names) {
        final String description = element.getAttribute("description");
        block.fields().add(new Field(name, offset, primitive, names, description));
        return offset + primitive.length();
    }

    private static Map<Long, String> names(final Element enumeration) {
        final Map<Long, String> names = new TreeMap<>();
        for (final Element value : children(enumeration, "validValue")) {
            names.put(Long.valueOf(value.getTextContent().trim()), name(value));
        }
        return names;
    }

    private static String name(final Element element) {
        return element.getAttribute("name");
    }

    /** The child elements with a name, or all of them. */
    private static List<Element> children(final Element parent, final String localName) {
        final List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && (localName == null || localName.equals(child.getLocalName()))) {
                children.add(child);
            }
        }
        return children;
    }
}
